import { dump } from 'js-yaml'
import type { Finding } from '../engine/finding.ts'
import { lowering } from '../engine/lower.ts'
import type { Step } from '../model/address.ts'
import type { Edit, JsonPatchOp } from '../model/edit.ts'
import { codecs } from '../model/formats/codecs.ts'
import { isString, type Json } from '../model/json.ts'
import { toPointer } from '../model/json-pointer.ts'
import type { KubeObject } from '../model/object.ts'
import { dig } from '../model/read.ts'
import type { Rule } from '../model/rule.ts'
import { writtenAt } from '../model/written-at.ts'
import { NotFixableHere, spliceChecked } from '../source/splice/splice.ts'
import { readDocuments } from '../source/yaml/read.ts'
import type { InputFile } from './input.ts'
import { refusedByKustomize } from './kustomized-edits.ts'
import { type Linted, type LintOptions, lintWith } from './lint.ts'
import { fixClass, reported } from './make-report.ts'
import type { Report, ReportedFinding } from './report.ts'

export interface FixOptions extends LintOptions {
  /** Apply fixes that may change behaviour too. */
  readonly unsafe?: boolean
}
export interface FixResult {
  /** The files whose text changed, with their new text. */
  readonly files: readonly InputFile[]
  /** What was found before and is no longer. */
  readonly fixed: readonly ReportedFinding[]
  /** What has a fix that could not be applied, and why. */
  readonly notFixed: readonly { readonly finding: ReportedFinding; readonly why: string }[]
  /** The lint of the result. */
  readonly report: Report
}

/** Fixes may uncover others; a set of rules that never comes to rest is stopped. */
const maxRounds = 10

/**
 * Applies the fixes of the rules to files, in memory. Each is one or more splices of the text, checked before it counts:
 * the text read again must be the object with the change applied. A fix that cannot be applied whole is not applied.
 */
export function fix(
  files: readonly InputFile[],
  rules: readonly Rule[],
  options: FixOptions = {},
): FixResult {
  const texts = new Map(files.map(({ name, text }) => [name, text]))
  const refused = new Map<string, string>()
  const before = lintWith(files, rules, options)
  let now = before
  for (let round = 0; round < maxRounds; round++) {
    const changed = now.findings
      .filter(finding => allowed(finding, options) && !refused.has(key(finding)))
      .filter(finding => apply(texts, finding, refused)).length
    if (changed === 0) break
    now = lintWith(inputOf(files, texts), rules, options)
  }
  const left = new Set(now.findings.map(key))
  return {
    files: inputOf(files, texts).filter(
      ({ name, text }, index) => files[index]?.name === name && files[index]?.text !== text,
    ),
    fixed: before.findings.filter(finding => !left.has(key(finding))).map(finding => show(before, finding)),
    notFixed: now.findings.flatMap(finding => {
      const why = refused.get(key(finding))
      return why === undefined ? [] : [{ finding: show(now, finding), why }]
    }),
    report: now.report,
  }
}

const allowed = (finding: Finding, { unsafe }: FixOptions): boolean => {
  const safety = fixClass(finding)
  return safety === 'additive' || safety === 'safe' || (unsafe === true && safety === 'unsafe')
}
const key = ({ fingerprint, at: { object } }: Finding): string =>
  `${fingerprint}\0${object.origin.from === 'file' ? `${object.origin.file}\0${object.origin.document}` : ''}`
const show = ({ input }: Linted, finding: Finding): ReportedFinding =>
  reported(input, finding, input.worlds.length > 1)
const inputOf = (files: readonly InputFile[], texts: ReadonlyMap<string, string>): readonly InputFile[] =>
  files.map(({ name, text }) => ({ name, text: texts.get(name) ?? text }))

/** Applies all edits of one finding, or none. Returns whether a text changed. */
function apply(texts: Map<string, string>, finding: Finding, refused: Map<string, string>): boolean {
  const saved = new Map(texts)
  try {
    const changed = (finding.fix?.edits ?? []).map(edit => applyEdit(texts, edit)).some(Boolean)
    if (!changed) refused.set(key(finding), 'its fix changes nothing')
    return changed
  } catch (error) {
    if (!(error instanceof NotFixableHere)) throw error
    for (const [name, text] of saved) texts.set(name, text)
    refused.set(key(finding), error.message)
    return false
  }
}

function applyEdit(texts: Map<string, string>, edit: Edit): boolean {
  const refusal = refusedByKustomize(edit)
  if (refusal !== undefined) throw new NotFixableHere(refusal)
  const written = edit.op === 'create' ? undefined : writtenAt(edit.at)
  const { origin } = edit.op === 'create' ? edit.beside : edit.at.object
  if (origin.from !== 'file') throw new NotFixableHere('it was not read from a file')
  const file = written?.in === 'text' ? written.place.file : origin.file
  const text = texts.get(file)
  if (text === undefined) throw new NotFixableHere('its file is only context')
  const changed =
    edit.op === 'create'
      ? withDocument(text, edit.object)
      : written?.in === 'text'
        ? editedText(text, edit, written.path)
        : edited(text, edit, edit.at.object)
  texts.set(file, changed)
  return changed !== text
}

/** An edit of a file that is no manifest: all of its text is one embedded document. */
function editedText(text: string, edit: Exclude<Edit, { op: 'create' }>, path: readonly Step[]): string {
  if (path.length === 0) return edit.op === 'set' && isString(edit.value) ? edit.value : text
  const lowered = lowering({ ...edit, at: { ...edit.at, path: ['text', ...path] } }, { text }, codecs)
  if (lowered.state === 'impossible') throw new NotFixableHere(lowered.why)
  const { operation } = lowered.state === 'operation' ? lowered : { operation: undefined }
  return operation && operation.op !== 'remove' && isString(operation.value) ? operation.value : text
}

function edited(text: string, edit: Exclude<Edit, { op: 'create' }>, { origin }: KubeObject): string {
  if (origin.from !== 'file') return text
  const document = readDocuments(origin.file, text).find(candidate => candidate.index === origin.document)
  const value = dig(document?.value, origin.path)
  if (!document || value === undefined) throw new NotFixableHere('its document is gone')
  const lowered = lowering(edit, value, codecs)
  if (lowered.state === 'same') return text
  if (lowered.state === 'impossible') throw new NotFixableHere(lowered.why)
  return spliceChecked(document, inDocument(lowered.operation, origin.path)).source
}

/** The operation on the document that holds the object: an item of a `List` lies deeper. */
const inDocument = (op: JsonPatchOp, path: readonly (string | number)[]): JsonPatchOp => ({
  ...op,
  path: toPointer(path.map(String)) + op.path,
})

/** A new document at the end of the file. */
function withDocument(text: string, object: Json): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const document = dump(object, { noRefs: true, lineWidth: -1 }).replaceAll('\n', lineEnd)
  return `${text}${text.endsWith('\n') || text === '' ? '' : lineEnd}---${lineEnd}${document}`
}
