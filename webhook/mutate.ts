import type { Finding } from '../engine/finding.ts'
import { lowering } from '../engine/lower.ts'
import type { Review } from '../engine/review.ts'
import { applyPatch, PatchError } from '../model/kube/apply-patch.ts'
import type { Edit, JsonPatchOp } from '../model/kube/edit.ts'
import type { Fix } from '../model/kube/fix.ts'
import { isObject, type JsonObject } from '../model/kube/json.ts'
import { fromPointer } from '../model/kube/json-pointer.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { kubeObject } from '../source/objects.ts'
import type { WebhookConfig } from './config.ts'
import { fieldPath } from './field.ts'
import { isChangeable } from './immutable.ts'
import { lateRules } from './out-of-time.ts'
import type { Subject } from './subject.ts'

/** What the mutating webhook does about the findings of one review. */
export interface Mutation {
  /** Applied to the object under review already, one after the other. Empty: nothing changes. */
  readonly operations: readonly JsonPatchOp[]
  /** Ids of the rules that asked for it. */
  readonly fixed: readonly string[]
  /** One line for each change, and for each fix that was wanted and could not be made here. */
  readonly notes: readonly string[]
}

/** What is left of the findings once an object looks like this. */
export type Rejudge = (after: KubeObject) => Review

/**
 * Makes the fixes that the configuration allows, as operations on the object under review. Each fix is applied to a
 * copy and judged again before it is kept: the finding has to be gone and nothing new may be there.
 * @param signs what new objects are given by their own signs (early.ts)
 */
export function mutate(
  subject: Subject,
  review: Review,
  signs: readonly Wish[],
  config: WebhookConfig,
  rejudge: Rejudge,
): Mutation {
  let object = subject.after
  const operations: JsonPatchOp[] = []
  const fixed: string[] = []
  const notes: string[] = []
  let open = findingsOf(review)
  for (const { rule, fix, finding } of [...asked(open, subject), ...signs]) {
    if (!object || !isAllowed(fix, subject, config)) continue
    if (finding && !open.some(({ fingerprint }) => fingerprint === finding.fingerprint)) continue // gone with an earlier fix
    const made = make(fix, object, subject)
    const next = made && judged(finding, made.object, open, rejudge)
    if (!made || !next) {
      if (finding) notes.push(`${rule}: not corrected here (${fix.title}): ${finding.message}`)
      continue
    }
    notes.push(...made.operations.map(operation => `${rule}: ${describe(operation)} (${fix.title})`))
    object = made.object
    operations.push(...made.operations)
    fixed.push(rule)
    open = next
  }
  return { operations, fixed, notes }
}

/** A fix, and what asks for it: a finding, or by a rule alone what a new object shows of itself. */
export interface Wish {
  readonly rule: string
  readonly fix: Fix
  readonly finding?: Finding
}

/** The fixes that change the object under review. What is wrong with others is nothing that its user is told here. */
const asked = (findings: readonly Finding[], { after }: Subject): readonly Wish[] =>
  findings.flatMap(finding => {
    const { rule, fix } = finding
    const isOwn = fix?.edits.some(edit => edit.op !== 'create' && edit.at.object === after)
    return fix && isOwn ? [{ rule: rule.id, fix, finding }] : []
  })

const findingsOf = ({ introduced, newlyVisible, left }: Review): readonly Finding[] => [
  ...introduced,
  ...newlyVisible,
  ...left,
]

/** A fix for new objects counts as unsafe on an old one, unless that has it already. */
const isAllowed = (fix: Fix, subject: Subject, { mutate: level }: WebhookConfig): boolean =>
  (fix.only !== 'create' || subject.before === undefined || isKept(fix, subject.before)) &&
  (fix.safety === 'additive' ? level !== 'off' : fix.safety === 'safe' && level === 'safe')

/**
 * Whether a fix gives an object what it had. Whoever sends the whole object and does not know what was added when it was made
 * would be refused, as that cannot be changed, or would restart the nodes.
 */
export const isKept = ({ edits }: Fix, before: KubeObject): boolean =>
  edits.every(edit => lowering(edit, before.value).state === 'same')

interface Made {
  readonly object: KubeObject
  readonly operations: readonly JsonPatchOp[]
}

/** A fix applied to a copy of the object; undefined where a part of it does not belong here or cannot be written. */
function make(fix: Fix, object: KubeObject, subject: Subject): Made | undefined {
  const operations: JsonPatchOp[] = []
  let value = object.value
  for (const edit of fix.edits) {
    if (!isOfSubject(edit, subject)) return undefined
    const lowered = lowering(edit, value)
    if (lowered.state === 'same') continue
    if (lowered.state === 'impossible') return undefined
    const { path } = lowered.operation
    if (!isChangeable(subject, path) && !(subject.before && isKept(fix, subject.before))) return undefined
    const { operation } = lowered
    const patched = attempt(value, operation)
    if (patched === undefined) return undefined
    value = patched
    operations.push(operation)
  }
  return operations.length === 0 ? undefined : { operations, object: kubeObject(value, object.origin) }
}

/** The object after one operation; undefined where it does not fit. */
function attempt(value: JsonObject, operation: JsonPatchOp): JsonObject | undefined {
  try {
    const patched = applyPatch(value, operation)
    return isObject(patched) ? patched : undefined
  } catch (error) {
    if (error instanceof PatchError) return undefined
    throw error
  }
}

/** Only the object under review can be changed, and only its own structure: never text inside it. */
const isOfSubject = (edit: Edit, { after }: Subject): boolean =>
  edit.op !== 'create' &&
  edit.at.object === after &&
  !edit.at.path.some(step => typeof step === 'object' && 'as' in step)

/** The findings after a fix; undefined where the one it is for is still there, or where another one appeared. */
function judged(
  finding: Finding | undefined,
  object: KubeObject,
  open: readonly Finding[],
  rejudge: Rejudge,
): readonly Finding[] | undefined {
  const again = rejudge(object)
  // A rule that was not run again has nothing against it.
  if (lateRules(again).length > 0) return undefined
  const next = findingsOf(again)
  const known = new Set(open.map(({ fingerprint }) => fingerprint))
  const clean = next.every(
    ({ fingerprint }) => known.has(fingerprint) && fingerprint !== finding?.fingerprint,
  )
  return clean ? next : undefined
}

const describe = (operation: JsonPatchOp): string => {
  const path = fromPointer(operation.path).map(step => (/^\d+$/.test(step) ? Number(step) : step))
  const field = fieldPath({}, path)
  return operation.op === 'remove' ? `removed ${field}` : `set ${field} to ${JSON.stringify(operation.value)}`
}
