import pLimit from 'p-limit'
import { brokersIn } from '../../model/broker/broker.ts'
import type { StandOptions } from '../../model/broker/standing.ts'
import type { JsonObject } from '../../model/kube/json.ts'
import * as kinds from '../../model/kube/kinds.ts'
import type { Kind, KubeObject } from '../../model/kube/object.ts'
import { kindKey, type Visibility, type World, worldOf } from '../../model/kube/world.ts'
import { byOwner } from '../../model/pods/owner.ts'
import { kubeObject } from '../../source/objects.ts'
import { declares, type ExternalResource } from '../../source/visibility.ts'
import type { ApiConnection } from '../../webhook/api-connection.ts'
import { apiVersionOf } from '../../webhook/reader.ts'
import { reasonOf } from '../ask.ts'
import { type AuditedKind, auditedKinds, auditedSecret } from './kinds.ts'
import { type Listed, listed, named } from './list.ts'

export interface AuditOptions {
  /** Only these; none: all. */
  readonly namespaces: readonly string[]
  readonly readsSecrets: boolean
  readonly externalResources: readonly ExternalResource[]
  readonly stands: StandOptions
}

/** What was read of a live cluster. */
export interface Audited {
  readonly world: World
  /** Why there may be a RabbitMQ that was not seen. */
  readonly unjudged: readonly string[]
  /** Why nothing at all could be read; undefined where something was. */
  readonly nothing?: string
  /** Reads what was asked for in vain and may be read by name; false where there is nothing of the kind. */
  more(): Promise<boolean>
}

/** Lists asked for at a time. */
const mostAtOnce = 6
/** Secrets read, at most: those that clusters name. */
const mostSecrets = 500

/** Reads what RabbitMQ there is, and what is around it. */
export async function readCluster(api: ApiConnection, options: AuditOptions): Promise<Audited> {
  const seen = new Seen(api, options)
  await seen.list(seen.places('everywhere', options.namespaces))
  const failed = seen.failures()
  const makers = auditedKinds.filter(({ reach }) => reach === 'everywhere').length
  const nothing = failed.length >= makers * Math.max(1, options.namespaces.length) ? failed[0] : undefined
  const beside = new Set(
    brokersIn(seen.world(), options.stands).map(({ workload: { namespace } }) => namespace),
  )
  if (beside.size > 0)
    await seen.list([...seen.places('beside', [...beside]), ...seen.places('cluster', [''])])
  return {
    get world() {
      return seen.world()
    },
    unjudged: failed
      .filter(why => makesNodes.test(why))
      .map(why => `${why}: RabbitMQ in them was not judged`),
    ...(nothing === undefined ? {} : { nothing }),
    more: () => seen.readSecrets(),
  }
}
const makesNodes = /^(?:StatefulSets|Deployments|RabbitmqClusters|Pods|DaemonSets) /

interface Place {
  readonly kind: AuditedKind
  readonly namespace: string
}

/** What is known of the cluster so far. */
class Seen {
  readonly #api: ApiConnection
  readonly #options: AuditOptions
  readonly #objects = new Map<string, KubeObject>()
  /** By kind and namespace, '' for all: undefined where it was read as a whole. */
  readonly #read = new Map<string, string | undefined>()
  readonly #wanted = new Map<string, readonly [namespace: string, name: string]>()
  #secrets = 0
  readonly #limit = pLimit(mostAtOnce)

  constructor(api: ApiConnection, options: AuditOptions) {
    this.#api = api
    this.#options = options
  }

  places(reach: AuditedKind['reach'], namespaces: readonly string[]): readonly Place[] {
    const own = namespaces.length > 0 ? namespaces : ['']
    return auditedKinds
      .filter(kind => kind.reach === reach)
      .flatMap(kind => own.map(namespace => ({ kind, namespace })))
  }

  async list(places: readonly Place[]): Promise<void> {
    const read = async ({ kind, namespace }: Place): Promise<void> =>
      this.#take(kind, namespace, await listed(this.#api, kind, namespace))
    await Promise.all(places.map(place => this.#limit(read, place)))
  }

  #take(kind: AuditedKind, namespace: string, { objects, why }: Listed): void {
    for (const value of objects) this.#keep(kind, value)
    const where = namespace === '' ? '' : ` of ${namespace}`
    this.#read.set(
      `${kindKey(kind)} ${namespace}`,
      why && `${plural(kind.kind)}${where} could not be read: ${why}`,
    )
  }

  #keep(kind: AuditedKind, { metadata, ...rest }: JsonObject): void {
    const { managedFields: _, ...kept } = metadata as JsonObject
    const value = { ...rest, metadata: kept, apiVersion: apiVersionOf(kind), kind: kind.kind }
    const object = kubeObject(value, { from: 'api' })
    this.#objects.set(`${kindKey(kind)} ${object.namespace} ${object.name}`, object)
  }

  failures(): readonly string[] {
    return [...this.#read.values()].filter(why => why !== undefined)
  }

  world(): World {
    const { own, made } = byOwner([...this.#objects.values()])
    const makings = new Set(made.map(({ kind, namespace, name }) => `${kind} ${namespace} ${name}`))
    const visible: Visibility = (kind, namespace, name) => {
      if (name === undefined) return this.#listing(kind, namespace)
      if (this.#options.externalResources.some(resource => declares(resource, kind.kind, namespace, name)))
        return { why: `${kind.kind} ${name} is declared as made elsewhere` }
      if (makings.has(`${kind.kind} ${namespace} ${name}`))
        return { why: `${kind.kind} ${name}: it is made by its owner, and judged there` }
      return kind.kind === kinds.Secret.kind ? this.#secret(namespace, name) : this.#listing(kind, namespace)
    }
    return worldOf('', own, visible)
  }

  #listing(kind: Kind, namespace: string): ReturnType<Visibility> {
    for (const place of [namespace, ''])
      if (this.#read.has(`${kindKey(kind)} ${place}`)) {
        const why = this.#read.get(`${kindKey(kind)} ${place}`)
        return why === undefined ? 'live' : { why }
      }
    if (kind.kind === kinds.Secret.kind) return { why: 'Secrets are not listed' }
    const isAudited = auditedKinds.some(known => kindKey(known) === kindKey(kind))
    return {
      why: `${plural(kind.kind)} of ${namespace || 'the cluster'} ${isAudited ? 'were' : 'are'} not read`,
    }
  }

  #secret(namespace: string, name: string): ReturnType<Visibility> {
    const key = `Secret ${namespace} ${name}`
    if (!this.#options.readsSecrets)
      return { why: `Secret ${name} is not read: --read-secrets reads those that clusters name` }
    if (this.#read.has(key)) {
      const why = this.#read.get(key)
      return why === undefined ? 'live' : { why }
    }
    this.#wanted.set(key, [namespace, name])
    return { why: `Secret ${name} was not looked up` }
  }

  async readSecrets(): Promise<boolean> {
    const wanted = [...this.#wanted]
    this.#wanted.clear()
    const readOne = async ([key, [namespace, name]]: (typeof wanted)[number]): Promise<void> => {
      this.#read.set(key, await this.#readSecret(namespace, name))
    }
    await Promise.all(wanted.map(entry => this.#limit(readOne, entry)))
    return wanted.length > 0
  }

  /** Why it could not be read; undefined where it was, or is not there. */
  async #readSecret(namespace: string, name: string): Promise<string | undefined> {
    if (++this.#secrets > mostSecrets) return `more than ${mostSecrets} Secrets are named`
    try {
      const found = await named(this.#api, auditedSecret, namespace, name)
      if (found) this.#keep(auditedSecret, found)
      return undefined
    } catch (error) {
      return `Secret ${name} could not be read: ${reasonOf(error)}`
    }
  }
}

const plural = (kind: string): string =>
  /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : /(?:s|ss)$/.test(kind) ? `${kind}es` : `${kind}s`
