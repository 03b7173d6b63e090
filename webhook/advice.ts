import type { Finding } from '../engine/finding.ts'
import { ignoreAnnotation } from '../engine/suppress.ts'
import { member } from '../model/kube/json.ts'
import { isSameObject } from '../model/kube/object.ts'
import type { WebhookConfig } from './config.ts'
import type { Subject } from './subject.ts'

/** What to do about a finding, for somebody who has just typed a command: what rules say speaks of files, and of what is there already. */
export function adviceOf(finding: Finding, subject: Subject, config: WebhookConfig): string {
  const { rule, gone, fix, cluster } = finding
  if (rule.id === 'headless-service-deleted' && gone !== undefined && cluster !== undefined)
    return `delete ${cluster.workload.called} first; if this command deletes both, repeat it`
  const help = `${isNew(finding, subject) ? finding.help.replace(remaking, '') : finding.help}${exception(finding, config)}`
  const made = (fix?.edits ?? []).flatMap(edit => (edit.op === 'create' ? [edit.object] : []))
  if (made.length === 0) return help
  const [first] = made
  const what =
    made.length === 1
      ? `${first?.kind} ${member(first?.metadata, 'name')}`
      : `a ${made.map(({ kind }) => kind).join(' and a ')}`
  const it = made.length === 1 ? 'it' : 'them'
  // A scale brings nothing else.
  const again = subject.whole ? `, or repeat this command if it brings ${it}` : ''
  return `apply ${what} first${again}; if there is none yet, ${help}`
}

/** Some changes are right where somebody says so, and somebody may have said that nobody can. */
const exception = ({ help }: Finding, { allowSuppression }: WebhookConfig): string =>
  !allowSuppression && help.includes(ignoreAnnotation)
    ? ' (annotations silence nothing here: who runs Warrener has to let it pass)'
    : ''

/** How rules say what it takes to change what nobody may change (`Wording.remake`): nothing, where the object is not there yet. */
const remaking = / \(immutable: [^()]*\)/
const isNew = ({ at }: Finding, { before, object }: Subject): boolean =>
  before === undefined && isSameObject(at.object, object)
