import type { Finding } from '../engine/finding.ts'
import { member } from '../model/kube/json.ts'

/** What to do about a finding, for somebody who has just typed a command: what rules say speaks of files. */
export function adviceOf({ rule, gone, fix, help, cluster }: Finding): string {
  if (rule.id === 'headless-service-deleted' && gone !== undefined && cluster !== undefined)
    return `delete ${cluster.workload.called} first; if this command deletes both, repeat it`
  const made = (fix?.edits ?? []).flatMap(edit => (edit.op === 'create' ? [edit.object] : []))
  if (made.length === 0) return help
  const [first] = made
  const what =
    made.length === 1
      ? `${first?.kind} ${member(first?.metadata, 'name')}`
      : `a ${made.map(({ kind }) => kind).join(' and a ')}`
  const it = made.length === 1 ? 'it' : 'them'
  return `apply ${what} first, or repeat this command if it brings ${it}; if there is none yet, ${help}`
}
