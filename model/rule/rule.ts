import type { KubernetesRelease } from '../../facts/kubernetes-apis.ts'
import type { Stand, Store } from '../../facts/metadata-store.ts'
import type { Cluster, Fact } from '../cluster.ts'
import type { Address } from '../kube/address.ts'
import type { Fix } from '../kube/fix.ts'
import type { Lookup, Seen } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import type { World } from '../kube/world.ts'
import type { Policy } from '../messaging/policy.ts'
import type { Log } from './log.ts'
import type { Severity } from './severity.ts'
import type { SuppressionEntry } from './suppression.ts'

export type Scope = 'cluster' | 'policy' | 'object' | 'document' | 'suppression' | 'change'
export type Group =
  | 'pairing'
  | 'discovery'
  | 'configuration'
  | 'promotion'
  | 'recovery'
  | 'storage'
  | 'security'
  | 'image'
  | 'kubernetes'
  | 'suppression'

/** What a rule says about one place. One line each; Markdown is not rendered. */
export interface Draft {
  readonly at: Address
  /** The object and the value found. */
  readonly message: string
  /** What will happen on this release, with this metadata store. */
  readonly why: string
  /** What to do. */
  readonly help: string
  /** Default: the rule's worst. */
  readonly severity?: Severity
  readonly related?: readonly { readonly at: Address; readonly message: string }[]
  readonly fix?: Fix
  /** Tells findings of one place apart in the fingerprint; a class, never a value. */
  readonly subject?: string
  /** What the change takes away, where it does: its annotations count as those of the place do. */
  readonly gone?: KubeObject
  /** Even a node by itself does not boot: then the severity holds on a single node too. */
  readonly stopsBoot?: boolean
  /** So it does where even a single node is of no use: nobody can log in to it, or a policy is void. */
  readonly evenAlone?: boolean
}

/** What a rule may say. */
export interface Tell {
  report(draft: Draft): void
  /**
   * Turns an answer into a value, or undefined where it is absent. Unknown ends the rule for this subject and is listed
   * as not evaluated; an absence that is only presumed makes what the rule reports a warning at most.
   */
  know<T>(answer: Lookup<T>): T | undefined
  /** The members of a set that were seen. That others may be there which were not is listed as not evaluated; the rule goes on. */
  all<T>(set: Seen<T>): readonly T[]
  /** Lists as not evaluated what this rule could not see; the rule goes on. */
  gap(why: string): void
}

/** When a rule applies; printed in its documentation and never repeated in its code. */
export interface When {
  /** Releases, as `releaseRange` reads them. */
  readonly rabbitmq?: string
  /** The claim holds for releases before 3.7 too, as far as `rabbitmq` says; without it, those are not evaluated. */
  readonly since?: 'ever'
  /** Where the metadata lies; left out means: in either. */
  readonly store?: Store
  /** The rule rests on generated release data, which begins with 3.8: older releases are not evaluated. */
  readonly releaseData?: true
}

/** Manifests as text. Rules hold a function that makes them: a command that shows no example builds none. */
export interface Example {
  readonly bad: string
  readonly good: string
  /** Other rules of which `bad` fires errors or warnings, asserted exactly. */
  readonly also?: readonly string[]
}
/** Of a rule that compares: `before` is given, `bad` and `good` are two ways it may go on. */
export interface ChangeExample extends Example {
  readonly before: string
}

/** Ids of other rules, by which of their findings are meant. */
export interface Others {
  /** All in the cluster that the rule speaks of. */
  readonly inCluster?: readonly string[]
  /** Those at the very place of its finding. */
  readonly atPlace?: readonly string[]
  /** Those at a place that its finding names as related. */
  readonly atRelated?: readonly string[]
}

/** What every rule says about itself to whoever runs it: reports and lists are made from it. */
export interface RuleInfo {
  /** Kebab-case, names the defect, equals the file name. */
  readonly id: string
  readonly group: Group
  /** The version of Warrener that brought the rule, `X.Y.Z`; left out: the first, 0.1.0. */
  readonly since?: string
  /** One line, no full stop. */
  readonly title: string
  readonly worst: Severity
  readonly when?: When
  /** What the rule gives on a single node: nothing, `info` at most (what stops even that node from booting excepted), or the same. Default: the same. */
  readonly single?: 'skip' | 'info' | 'same'
  /** Rules about one fact, judged together where the release is unknown. */
  readonly family?: string
  /** What several rules say of one cluster and a person mends in one go. The findings on one policy are together by themselves. */
  readonly thing?: 'credentials' | 'number-of-nodes'
  /** Rules that say the same again: theirs is left out where this one speaks. */
  readonly replaces?: Others
  /** Rules that find what follows from this: `info` at most where this one speaks. */
  readonly demotes?: Others
  /**
   * What admission adds to a new object that shows by itself what it is for, while the rest of its cluster is not there to be
   * judged by. Additive, and nothing that this rule would not ask for once it is.
   */
  readonly early?: (object: KubeObject) => Fix | undefined
  /** What is printed when it happens; every rule that gives errors says it. */
  readonly log?: Log
}

/**
 * What a rule says about itself to its readers: its page and its tests are made from it. The bundles that run rules do not
 * hold it (scripts/rule-texts.ts), so that a thousand words more cost no run anything.
 */
export interface RuleTexts {
  /** Markdown: what breaks, when. */
  readonly rationale: string
  readonly sources: readonly [string, ...string[]]
  /** What the claim rests on. An error needs `observed` or `source`. */
  readonly evidence: { readonly kind: 'observed' | 'source' | 'docs'; readonly where: string }
  /** Of a rule that compares, a `ChangeExample`. */
  readonly example: () => Example | ChangeExample
}

type FoundIn<L> = L extends { readonly state: 'found'; readonly value: infer T } ? T : never
/** The facts a rule needs, unwrapped; a fact that may be absent is `undefined` where it is. */
export type Needed<N extends readonly Fact[], A extends Fact> = {
  readonly [K in N[number]]: K extends A ? FoundIn<Cluster[K]> | undefined : FoundIn<Cluster[K]>
}
export interface ClusterSubject {
  readonly cluster: Cluster
  readonly release: Stand
}
export interface PolicySubject {
  readonly policy: Policy
  readonly cluster: Cluster | undefined
  readonly release: Stand
}
export interface ObjectSubject {
  readonly object: KubeObject
  readonly world: World
  /** The release of Kubernetes that is to take it. */
  readonly kubernetes: KubernetesRelease
}
/**
 * What keeps a document, or a file, from being judged: its syntax, a key that stands twice, a kustomization that cannot be
 * built, bytes that are no UTF-8 text, or a file that the system does not give.
 */
export type DocumentProblem = 'syntax' | 'duplicate-key' | 'kustomization' | 'encoding' | 'access'

/** A document that could not be read. */
export interface UnreadableDocument {
  readonly file: string
  readonly problem: DocumentProblem
  /** Its place: it gives no object. */
  readonly object: KubeObject
  readonly reason: string
}
export interface DocumentSubject {
  readonly document: UnreadableDocument
}
export interface SuppressionSubject {
  readonly entry: SuppressionEntry
}

interface ClusterRule<N extends readonly Fact[], A extends Fact> extends RuleInfo, RuleTexts {
  readonly needs: N
  /** Facts whose absence is this rule's business; the absence of others ends the rule silently. */
  readonly mayBeAbsent?: readonly A[]
  readonly example: () => Example
  check(subject: ClusterSubject & Needed<N, A>, tell: Tell): void
}
interface ChangeRule<N extends readonly Fact[], A extends Fact> extends RuleInfo, RuleTexts {
  readonly needs: N
  readonly mayBeAbsent?: readonly A[]
  readonly example: () => ChangeExample
  check(
    subject: {
      readonly before: ClusterSubject & Needed<N, A>
      readonly after: ClusterSubject & Needed<N, A>
    },
    tell: Tell,
  ): void
}
interface PolicyRule extends RuleInfo, RuleTexts {
  readonly example: () => Example
  check(subject: PolicySubject, tell: Tell): void
}
interface ObjectRule extends RuleInfo, RuleTexts {
  readonly example: () => Example
  check(subject: ObjectSubject, tell: Tell): void
}
interface DocumentRule extends RuleInfo, RuleTexts {
  readonly example: () => Example
  check(subject: DocumentSubject, tell: Tell): void
}
interface SuppressionRule extends RuleInfo, RuleTexts {
  readonly example: () => Example
  check(subject: SuppressionSubject, tell: Tell): void
}

/** What the engine holds: a rule with the type of its subject erased. */
export interface Rule extends RuleInfo {
  readonly scope: Scope
  readonly needs: readonly Fact[]
  readonly mayBeAbsent: ReadonlySet<Fact>
  check(subject: unknown, tell: Tell): void
}
/** A rule as it is written, with what its readers get. */
export interface DocumentedRule extends Rule, RuleTexts {}

type Unerased = RuleInfo &
  RuleTexts & {
    readonly needs?: readonly Fact[]
    readonly mayBeAbsent?: readonly Fact[] | undefined
    check(subject: never, tell: Tell): void
  }
const none: ReadonlySet<Fact> = new Set()
/** The one place where a rule's subject type is given up: the engine hands each rule the subject of its scope. */
const erase = (scope: Scope, rule: Unerased): DocumentedRule => ({
  ...rule,
  scope,
  needs: rule.needs ?? [],
  mayBeAbsent: rule.mayBeAbsent ? new Set(rule.mayBeAbsent) : none,
  check: rule.check as Rule['check'],
})

/** A rule about one RabbitMQ cluster. */
export const clusterRule = <const N extends readonly Fact[], const A extends N[number] = never>(
  rule: ClusterRule<N, A>,
): DocumentedRule => erase('cluster', rule)
/** A rule about one policy, wherever it is written. */
export const policyRule = (rule: PolicyRule): DocumentedRule => erase('policy', rule)
/** A rule about one object that belongs to a cluster. */
export const objectRule = (rule: ObjectRule): DocumentedRule => erase('object', rule)
/** A rule about a document that could not be read. */
export const documentRule = (rule: DocumentRule): DocumentedRule => erase('document', rule)
/** A rule about one suppression that a user wrote. */
export const suppressionRule = (rule: SuppressionRule): DocumentedRule => erase('suppression', rule)
/** A rule about a cluster that changes: it needs the cluster before and after. */
export const changeRule = <const N extends readonly Fact[], const A extends N[number] = never>(
  rule: ChangeRule<N, A>,
): DocumentedRule => erase('change', rule)
