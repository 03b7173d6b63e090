import { type Finding, unjudgedIn } from '../engine/finding.ts'
import { dig, scalarText } from '../model/kube/read.ts'
import type { Rule } from '../model/rule/rule.ts'
import { meansElse, NotFixableHere } from '../source/splice/splice.ts'
import { keyOf } from './creation.ts'
import type { InputFile } from './input.ts'
import { type Linted, type LintOptions, lintWith } from './lint.ts'
import { fixClass, reported } from './make-report.ts'
import type { Report, ReportedFinding } from './report.ts'
import { NotYet, WorkingCopy } from './working-copy.ts'

export interface FixOptions extends LintOptions {
  /** Apply fixes that may change behaviour too. */
  readonly unsafe?: boolean
  /** Apply only those of such findings; default: of all. */
  readonly which?: (finding: Finding) => boolean
}
export interface FixResult {
  /** The files whose text changed, with their new text. */
  readonly files: readonly InputFile[]
  /** What was found before and is no longer. */
  readonly fixed: readonly ReportedFinding[]
  /** What has a fix that could not be applied, and why. */
  readonly notFixed: readonly { readonly finding: ReportedFinding; readonly why: string }[]
  /** The lint of the files as they were. */
  readonly before: Report
  /** The lint of the result. */
  readonly report: Report
}

/** Fixes may uncover others; a set of rules that never comes to rest is stopped. */
const maxRounds = 10
/** Lints that look for the fix that does harm among many. */
const maxAttempts = 60

/**
 * Applies the fixes of the rules to files, in memory. Each is one or more splices of the text, checked before it counts:
 * the text read again must be the object with the change applied. A fix that cannot be applied whole, or that brings an
 * error which was not there, is not applied.
 */
export function fix(
  files: readonly InputFile[],
  rules: readonly Rule[],
  options: FixOptions = {},
): FixResult {
  const before = lintWith(files, rules, options)
  const fixer = new Fixer(files, before, changed => lintWith(changed, rules, options))
  for (let round = 0; round < maxRounds; round++) {
    const open = fixer.now.findings.filter(finding => allowed(finding, options) && fixer.isOpen(finding))
    if (!fixer.attempt(open)) break
  }
  const { now, refused } = fixer
  const left = new Set(now.findings.map(key))
  return {
    files: fixer
      .files()
      .filter(({ name, text }, index) => files[index]?.name === name && files[index]?.text !== text),
    fixed: before.findings.filter(finding => !left.has(key(finding))).map(finding => show(before, finding)),
    notFixed: now.findings.flatMap(finding => {
      const why = refused.get(key(finding))
      return why === undefined ? [] : [{ finding: show(now, finding), why }]
    }),
    before: before.report,
    report: now.report,
  }
}

const allowed = (finding: Finding, { unsafe, which }: FixOptions): boolean => {
  if (which && !which(finding)) return false
  const safety = fixClass(finding)
  return safety === 'additive' || safety === 'safe' || (unsafe === true && safety === 'unsafe')
}
const key = ({ fingerprint, at: { object } }: Finding): string =>
  `${fingerprint}\0${object.origin.from === 'file' ? `${object.origin.file}\0${object.origin.document}` : ''}`
const show = ({ input }: Linted, finding: Finding): ReportedFinding =>
  reported(input, finding, input.worlds.length > 1)
const creates = ({ fix }: Finding): boolean => fix?.edits.some(({ op }) => op === 'create') ?? false

/** What only sets goes before what takes out: set afterwards, a member would come back. */
const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => Number(takesOut(a)) - Number(takesOut(b)))
const takesOut = ({ fix }: Finding): boolean => fix?.edits.some(({ op }) => op === 'remove') ?? false

/** What new objects a fix writes into a context, whatever their names; undefined where it writes none. */
function writtenBy({ fix, context }: Finding): string | undefined {
  const objects = fix?.edits.flatMap(edit => (edit.op === 'create' ? edit.object : [])) ?? []
  const nameless = objects.map(object => {
    const name = scalarText(dig(object, ['metadata', 'name'])) ?? ''
    return JSON.stringify(object).replaceAll(JSON.stringify(name), '')
  })
  return nameless.length === 0 ? undefined : [context, ...nameless].join('\0')
}

/** The texts as they are now, with what was found in them, and the fixes that were tried. */
class Fixer {
  now: Linted
  readonly refused = new Map<string, string>()
  readonly #files: readonly InputFile[]
  readonly #lint: (files: readonly InputFile[]) => Linted
  readonly #created = new Set<string>()
  #texts: ReadonlyMap<string, string>
  #attempts = 0

  constructor(files: readonly InputFile[], now: Linted, lint: (files: readonly InputFile[]) => Linted) {
    this.#files = files
    this.#texts = new Map(files.map(({ name, text }) => [name, text]))
    this.now = now
    this.#lint = lint
  }

  files(texts = this.#texts): readonly InputFile[] {
    return this.#files.map(({ name, text }) => ({ name, text: texts.get(name) ?? text }))
  }

  /** New objects that did not end a finding will not end it the next time. */
  isOpen(finding: Finding): boolean {
    if (this.#created.has(key(finding)) && !this.refused.has(key(finding)))
      this.refused.set(key(finding), 'what its fix writes does not end it')
    return !this.refused.has(key(finding))
  }

  /**
   * Applies the fixes of findings at once. Where that does harm, each half on its own, down to the one that does it.
   * Returns whether a text changed.
   */
  attempt(findings: readonly Finding[]): boolean {
    const copy = new WorkingCopy(this.#texts)
    const holders = holdersOf(this.now)
    const written = new Set<string>()
    const applied = inOrder(findings).filter(finding => {
      const object = writtenBy(finding)
      // Two clusters may lack one and the same right: the next round tells whether the second still does.
      if (object !== undefined && written.has(object)) return false
      const changed = this.#apply(copy, finding, holders)
      if (changed && object !== undefined) written.add(object)
      return changed
    })
    if (applied.length === 0) return false
    this.#attempts++
    const texts = copy.texts()
    const next = texts && this.#lint(this.files(texts))
    const harm = next ? harmOf(this.now, next) : meansElse
    if (texts && next && harm === undefined) {
      this.#texts = texts
      this.now = next
      for (const finding of applied.filter(creates)) this.#created.add(key(finding))
      return true
    }
    if (applied.length > 1 && this.#attempts < maxAttempts) {
      const middle = applied.length >>> 1
      return [applied.slice(0, middle), applied.slice(middle)].map(half => this.attempt(half)).some(Boolean)
    }
    for (const finding of applied) this.refused.set(key(finding), harm ?? '')
    return false
  }

  #apply(copy: WorkingCopy, finding: Finding, holders: Holders): boolean {
    try {
      const changed = copy.apply(finding.fix?.edits ?? [], finding.context, holders(finding.context))
      if (!changed) this.refused.set(key(finding), 'its fix changes nothing')
      return changed
    } catch (error) {
      if (error instanceof NotYet) return false
      if (!(error instanceof NotFixableHere)) throw error
      this.refused.set(key(finding), error.message)
      return false
    }
  }
}

type Holders = (context: string) => (object: string) => boolean

/** Which objects a context holds; looked up when the first object is to be written. */
export function holdersOf({ input }: Linted): Holders {
  const byContext = new Map<string, ReadonlySet<string>>()
  return context => object => {
    const objects = input.worlds.find(world => world.context === context)?.objects ?? []
    const known = byContext.get(context) ?? new Set(objects.map(keyOf))
    byContext.set(context, known)
    return known.has(object)
  }
}

/** What fixes did harm to: a document that could be read, or what had no such error. Undefined where there is no harm. */
export function harmOf(before: Linted, after: Linted): string | undefined {
  const wasBroken = new Set(brokenIn(before))
  if (brokenIn(after).some(document => !wasBroken.has(document))) return 'a document could no longer be read'
  const known = new Set(errorsIn(before).map(({ fingerprint }) => fingerprint))
  const wasUnjudged = unjudgedIn(before.outcome.gaps, () => false)
  const caused = errorsIn(after).find(finding => !known.has(finding.fingerprint) && !wasUnjudged(finding))
  return caused && `it would bring an error: ${caused.rule.id}`
}

const errorsIn = ({ findings }: Linted): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'error')
const brokenIn = ({ input }: Linted): readonly string[] =>
  [...input.documents.filter(({ error }) => error !== undefined), ...input.unreadable].map(
    ({ file, index }) => `${file}\0${index}`,
  )
