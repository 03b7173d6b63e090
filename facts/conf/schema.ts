import { nearestByWords } from '../nearest.ts'
import { type Knowledge, knowledgeOf, unionText } from '../read-releases.ts'
import { formatRelease, type Release } from '../release.ts'
import type { ReleaseRange } from '../release-range.ts'
import { shown } from '../shown.ts'
import { convert, type Value } from './datatypes.ts'
import {
  type ConfKey,
  isMentioned,
  type KeyLine,
  keyLines,
  linesOfKey,
  type NamedValidator,
  validatorLines,
  wildLines,
} from './keys.ts'
import { matches, tokens } from './tokens.ts'
import { type Setting, type TypedSetting, translationErrors } from './translations.ts'

export type ConfVerdict =
  | { readonly verdict: 'ok' }
  | { readonly verdict: 'unknown-key' }
  | {
      readonly verdict: 'bad-value'
      /** Close to the broker's own words; shows the value unless the key is a secret's. */
      readonly reason: string
      /** The same without the value, for values that come from a Secret. */
      readonly withoutValue: string
    }

/** What one release accepts in rabbitmq.conf. */
export interface ConfSchema {
  /** Whether the keys of this very release were read. */
  readonly knowledge: Knowledge
  /** Every key of the release, wildcards as `$name`. */
  keys(): readonly ConfKey[]
  /** The definition that applies to a key as written in a file (dots inside a segment as `\.`). */
  find(key: string): ConfKey | undefined
  /**
   * What the broker does with one line, the rest of the file left aside. What only the node's disk can tell passes.
   * Of several lines of one key only the last is to be asked about: the broker forgets the others unseen.
   *
   * @param value as the parser gives it: quotes off, comment off
   * @param defined whether `$(NAME)` in a value can be resolved; by default nothing can
   */
  judge(key: string, value: string, defined?: (name: string) => boolean): ConfVerdict
  /** What stops boot although every line is good: one key that asks for another, or contradicts it. */
  judgeAll(settings: readonly Setting[]): readonly { readonly key: string; readonly reason: string }[]
  /** The key that a variable of the environment spells, as other software would read it: `RABBITMQ_` and the key in capitals. */
  spelt(variable: string): string | undefined
  /** A key of this release that is spelt much like this one. */
  suggest(key: string): string | undefined
}

const schemas = new Map<string, ConfSchema>()

/** The rabbitmq.conf schema of a release; of the nearest known patch where this one is not known. */
export function confSchema(release: Release): ConfSchema {
  const name = formatRelease(release)
  const known = schemas.get(name)
  if (known) return known
  const fresh = schemaOf(release)
  schemas.set(name, fresh)
  return fresh
}

/** The releases that accept a key as written in a file: a text such as `3.8.24-3.8,>=3.9.9`; empty for none. */
export function acceptedIn(key: string): string {
  const segments = tokens(key)
  const lines = keyLines().filter(
    line =>
      line.key === key ||
      (line.key.includes('$') && matches(line.key.split('.'), segments)) ||
      line.hasAlias(key),
  )
  return unionText(lines.map(({ range }) => range))
}

/** Most searches that are remembered of a release. */
const maxKnown = 4096
/** So many keys are looked for in the text of the data; more are worth a table, which takes longer to make. */
const mostScans = 256

function schemaOf(release: Release): ConfSchema {
  const validators = once(
    () =>
      new Map<string, NamedValidator>(
        validatorLines()
          .filter(({ range }) => range.has(release))
          .map(line => [line.name, line]),
      ),
  )
  // few ranges for many lines
  const holds = new Map<ReleaseRange, boolean>()
  const isHeld = ({ range }: KeyLine): boolean => {
    const held = holds.get(range) ?? range.has(release)
    holds.set(range, held)
    return held
  }
  const confOf = (line: KeyLine): ConfKey => line.conf(validators())
  const wild = once(() =>
    wildLines()
      .filter(isHeld)
      .map(line => ({ line, segments: line.key.split('.') })),
  )
  /** The lines of this release; of several lines of a key the last counts. */
  const exact = once(
    () =>
      new Map(
        keyLines()
          .filter(line => !line.key.includes('$') && isHeld(line))
          .map(line => [line.key, line]),
      ),
  )
  const all = once(() => [...exact().values(), ...wild().map(({ line }) => line)].map(confOf))
  const canonical = once(
    () => new Map(all().flatMap(conf => conf.aliases.map(alias => [alias, conf] as const))),
  )

  const bySpelling = once(
    () =>
      new Map([...exact().keys()].map(key => [`RABBITMQ_${key.toUpperCase().replaceAll('.', '_')}`, key])),
  )

  /** Source: cuttlefish_generator:find_mapping/2: a key that two wildcards match is as unknown as one that none does. */
  let scans = 0
  const search = (key: string): ConfKey | undefined => {
    const byTable = ++scans > mostScans
    const lineOf = (): KeyLine | undefined => (byTable ? exact().get(key) : linesOfKey(key).findLast(isHeld))
    const line = key.includes('$') ? undefined : lineOf()
    if (line) return confOf(line)
    const segments = tokens(key)
    const [hit, ...others] = wild().filter(({ segments: pattern }) => matches(pattern, segments))
    if (hit && others.length === 0) return confOf(hit.line)
    return byTable || isMentioned(key) ? canonical().get(key) : undefined
  }
  // The same keys stand in file after file.
  // One file is judged again each time that something around it changes.
  let last: { readonly text: string; readonly errors: ReturnType<typeof translationErrors> } | undefined
  const known = new Map<string, ConfKey | undefined>()
  const find = (key: string): ConfKey | undefined => {
    if (known.has(key)) return known.get(key)
    if (known.size >= maxKnown) known.clear()
    const found = search(key)
    known.set(key, found)
    return found
  }
  return {
    knowledge: knowledgeOf(release),
    keys: all,
    find,
    judge: (key, value, defined = () => false) => judge(find(key), key, value, defined),
    judgeAll: settings => {
      const text = JSON.stringify(settings.map(({ key, value }) => [key, value]))
      if (last?.text !== text) last = { text, errors: translationErrors(release, typed(settings, find)) }
      return last.errors
    },
    spelt: variable => bySpelling().get(variable),
    suggest: key =>
      // The key of a list, without the number or name of an item.
      find(`${key}.1`) === undefined
        ? suggest(key, [...exact().keys(), ...wild().map(({ line }) => line.key)])
        : `${key}.1`,
  }
}

function judge(
  conf: ConfKey | undefined,
  key: string,
  value: string,
  defined: (name: string) => boolean,
): ConfVerdict {
  if (!conf) return { verdict: 'unknown-key' }
  const names = substitutions(value)
  const unresolved = names.find(name => !defined(name))
  if (unresolved !== undefined) {
    const reason = `'${key}' substitution requires a config variable '${unresolved}' to be set`
    return { verdict: 'bad-value', reason, withoutValue: `'${key}' substitution is not set` }
  }
  // what the other variable holds is not known here
  if (names.length > 0) return { verdict: 'ok' }
  const conversions = conf.types.map(type => convert(type, value))
  const converted = conversions.find(conversion => 'value' in conversion)
  if (converted && 'value' in converted) return validate(conf, converted.value)
  const say = (text: string): string =>
    conversions.map(conversion => ('error' in conversion ? conversion.error(text) : '')).join(', ')
  const withoutValue = say('value')
  return { verdict: 'bad-value', reason: conf.secret ? withoutValue : say(shown(value)), withoutValue }
}

/** Source: cuttlefish_generator:run_validations/2, which looks up keys by their name in the schema: wildcards never match. */
function validate(conf: ConfKey, value: Value): ConfVerdict {
  if (conf.key.includes('$')) return { verdict: 'ok' }
  const failed = conf.validators.find(({ check }) => typeof check === 'function' && !check(value))
  if (!failed) return { verdict: 'ok' }
  const reason = `${conf.key} invalid, ${failed.description}`
  return { verdict: 'bad-value', reason, withoutValue: reason }
}

/** Settings that are bad on their own are left out. */
function typed(
  settings: readonly Setting[],
  find: (key: string) => ConfKey | undefined,
): readonly TypedSetting[] {
  return settings.flatMap(({ key, value }) => {
    const conf = find(key)
    const converted = conf?.types.map(type => convert(type, value)).find(conversion => 'value' in conversion)
    if (!conf || !converted || !('value' in converted)) return []
    // an alias counts as the key it stands for
    return [{ key: conf.aliases.includes(key) ? conf.key : key, value, typed: converted.value }]
  })
}

/** The names in `$(NAME)`, as cuttlefish_generator:head_sub/1 finds them. */
function substitutions(value: string): string[] {
  const names: string[] = []
  for (let start = value.indexOf('$('); start >= 0; ) {
    const end = value.indexOf(')', start)
    if (end < 0) break
    names.push(value.slice(start + 2, end).trim())
    start = value.indexOf('$(', end)
  }
  return names
}

const MAX_KEY = 120
/** A key is long, and many begin alike: no more than three letters may differ, and each word must be alike. */
const suggest = (key: string, keys: readonly string[]): string | undefined =>
  key.length > MAX_KEY
    ? undefined
    : nearestByWords(key.toLowerCase(), keys, '.', Math.min(3, Math.floor(key.length / 3)))

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
