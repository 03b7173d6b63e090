import type { Finding } from '../engine/finding.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { isGoing, type KubeObject } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import type { Rule } from '../model/rule/rule.ts'
import { kubeObject } from '../source/objects.ts'
import type { Deps } from './deps.ts'
import { reasonOf, switchedOff } from './look-ups.ts'
import { servedKind } from './reader.ts'
import { type Verdict, withoutDenials } from './verdict.ts'

/*
 * Going away is allowed. Protected is one thing, a headless Service that governs a StatefulSet which runs, and that only
 * from going first; of everything else nobody is told that others will miss it.
 */

/** The rules that the deletion of a Service is judged by; the second one speaks of those with a cluster IP. */
const ids: ReadonlySet<string> = new Set(['headless-service-deleted', 'governing-service-missing'])
export const deletionRules = (rules: readonly Rule[]): readonly Rule[] =>
  rules.filter(({ id }) => ids.has(id))

export interface Settled {
  readonly verdict: Verdict
  /** Why nothing is refused, where that could not be made out. */
  readonly unseen?: string
}

/** What remains of a verdict on a deletion. */
export async function settleDeletion(full: Verdict, object: KubeObject, deps: Deps): Promise<Settled> {
  const runs = ({ cluster }: Finding): boolean => (cluster && ifFound(cluster.replicas))?.value !== 0
  const verdict: Verdict = {
    deny: full.deny.filter(runs),
    warn: full.warn.filter(({ finding }) => runs(finding)),
    audit: full.audit.filter(runs),
  }
  if (verdict.deny.length === 0) return { verdict }
  if (deps.config.deletion === 'warn' || isOfHelm(object)) return { verdict: withoutDenials(verdict) }
  const namespace = await namespaceState(object.namespace, deps)
  if (namespace === 'terminating') return { verdict: { deny: [], warn: [], audit: [] } }
  if (namespace === 'there') return { verdict }
  return { verdict: withoutDenials(verdict), unseen: namespace.why }
}

/** `helm uninstall` deletes Services before StatefulSets, and gives up where it is refused one. */
const isOfHelm = ({ value }: KubeObject): boolean =>
  dig(value, ['metadata', 'labels', 'app.kubernetes.io/managed-by']) === 'Helm' ||
  dig(value, ['metadata', 'annotations', 'meta.helm.sh/release-name']) !== undefined

/** The one thing that is ever asked of a namespace, and only where a deletion would be refused. */
async function namespaceState(
  name: string,
  { reader, signal }: Deps,
): Promise<'there' | 'terminating' | { readonly why: string }> {
  const kind = servedKind({ group: '', kind: 'Namespace' })
  if (!reader || !kind) return { why: switchedOff }
  try {
    const namespace = await reader.get(kind, '', name, signal)
    return namespace && isGoing(kubeObject(namespace, { from: 'api' })) ? 'terminating' : 'there'
  } catch (error) {
    return { why: `Namespace ${name} could not be read: ${reasonOf(error)}` }
  }
}
