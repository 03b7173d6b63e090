import type { Address, Located } from '../kube/address.ts'
import type { Edit } from '../kube/edit.ts'
import type { Seen } from '../kube/lookup.ts'
import type { World } from '../kube/world.ts'
import type { Budget } from './budget.ts'
import type { VolumeFiles } from './files.ts'
import type { OperatorFacts } from './operator-facts.ts'
import type { Service } from './service.ts'
import type { Wording } from './wording.ts'

/**
 * What the maker of the pods adds to a workload. A manifest adds nothing: it says itself all that there is. Whoever reads
 * a workload asks here what it wants to know, and never who the maker is.
 */
export type Made = Known & (AllSeen | NoneSeen)

/** The objects that the maker makes beside the pods, all of them. */
interface AllSeen {
  readonly unseen?: undefined
  /** The Services. */
  readonly services?: readonly Service[]
  /** What it allows the pods to ask of the API server. */
  readonly rights?: readonly Right[]
}
/** None of them were: nothing is known of Services, rights and most files. */
interface NoneSeen {
  /** Why. */
  readonly unseen: string
  readonly services?: undefined
  readonly rights?: undefined
}

interface Known {
  /** Where its user writes what. */
  readonly wording: Wording
  /** Name of the container that is a RabbitMQ node, whatever its image is called. */
  readonly node?: string
  /** The tag of the node's image is its own. */
  readonly tagsImage?: true
  /** The files of a volume that the maker fills; undefined for all others. */
  volume?(name: string, world: World): VolumeFiles | undefined
  /** What it lets in from outside, where its Services are not seen. */
  readonly exposes?: readonly MadeExposure[]
  /** What its user says of the first user and of the cookie, in plain text. */
  readonly credentials?: MadeCredentials
  /** The plugins that it has the nodes enable. Undefined: what the environment, a file or the image says. */
  readonly plugins?: PluginList
  /** Where its user has it start every node without its peers. */
  readonly forcesBoot?: Address
  /** It makes one cluster of the nodes, on releases that it is for. */
  readonly joinsNodes?: true
  /** The switch by which its user has it not join the nodes, and where; what else it runs in the pods joins none. */
  readonly keepsApart?: Located<string> | undefined
  /** It gives all nodes one Erlang cookie. */
  readonly sharesCookie?: true
  /** Whether resources of the topology operator can name the object that the pods are made of. */
  readonly takesTopology?: true
  /** What the cluster operator does beside it, where it is the maker. */
  readonly operator?: OperatorFacts
  /** Who makes a first user beside those of definitions and of the node itself. */
  readonly makesUser?: true
  /** The start-up probe of the pods waits until as many nodes are there as the configuration says. */
  readonly awaitsSize?: true
  /** Why fewer replicas are not made of more: it refuses. */
  readonly keepsReplicas?: string
  /** The budget that it makes for the pods. */
  readonly budget?: Budget
  /** Why the budgets of the pods are not all seen: it may make one itself. */
  readonly budgets?: string
  /** What its user wrote where it reads nothing. */
  readonly misplaced?: readonly MisplacedValue[]
  /** Where its user says whether the claims of the pods outlive their set, and pods that are scaled away. */
  readonly retention?: { readonly whenDeleted?: Address; readonly whenScaled: Address }
  /** Where it has the nodes keep their data, unless its user sets a variable. */
  readonly data?: string
  /** What its user wrote so that the pods get no claim, in words, and where. */
  readonly noClaim?: Located<string> | undefined
}

/** A value at a place where the maker reads none. */
export interface MisplacedValue {
  readonly at: Address
  /** As a path with dots. */
  readonly path: string
  /** Where it would be read; undefined: one level up. */
  readonly instead: string | undefined
}

/** Ports of the pods that whoever makes them opens to the outside. */
export interface MadeExposure {
  /** What lets in, in the words of a message. */
  readonly by: string
  readonly through: 'service' | 'route'
  readonly at: Address
  readonly ports: readonly number[]
  readonly encrypted: boolean
  /** Only from some networks. */
  readonly isLimited?: boolean
}

/** Name and password of the first user, and the Erlang cookie, as far as they are written. */
export interface MadeCredentials {
  readonly user: Located<string> | undefined
  readonly password: Located<string> | undefined
  readonly cookie: Located<string> | undefined
}

/** A plugin that somebody switched on by name. */
export interface NamedPlugin {
  readonly name: string
  readonly at: Address
  /** By the maker of the pods or the image, not by the user. */
  readonly generated: boolean
  /** Writes another name in its place, and leaves the others of its list. Undefined where nobody wrote it. */
  readonly rename?: (name: string) => Edit
}
export interface PluginList {
  readonly named: Seen<NamedPlugin>
  /** Switches a plugin on; undefined where that has no place. */
  append(name: string): Edit | undefined
}

/** One verb on one core resource in the namespace of the pods. */
export interface Right {
  readonly verb: string
  readonly resource: string
}
