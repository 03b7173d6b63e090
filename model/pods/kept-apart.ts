import { selects } from '../formats/text/selector.ts'
import { listOf, member } from '../kube/json.ts'
import { dig } from '../kube/read.ts'
import type { Workload } from './workload.ts'

/** Whether no two of the pods run on one machine: by a DaemonSet, or by an anti-affinity that is required. */
export function areKeptApart({ kind, template }: Workload): boolean {
  if (kind === 'DaemonSet') return true
  const terms = dig(template.spec, [
    'affinity',
    'podAntiAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
  ])
  return listOf(terms).some(
    term =>
      member(term, 'topologyKey') === 'kubernetes.io/hostname' &&
      selects('affinity', member(term, 'labelSelector'), template.labels) === true,
  )
}
