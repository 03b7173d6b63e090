import { confKeys, confValidators } from '../data/conf-keys.ts'
import { type ReleaseRange, releaseRange } from '../release-range.ts'
import { linesAt, linesWith } from '../table.ts'
import { type Datatype, datatypes } from './datatypes.ts'
import { type Validator, validator } from './validators.ts'

/** One key of rabbitmq.conf as some releases define it. */
export interface ConfKey {
  /** As in the schema; a segment that begins with `$` stands for any one segment. */
  readonly key: string
  /** Alternatives; the first that takes the text wins. */
  readonly types: readonly Datatype[]
  readonly validators: readonly NamedValidator[]
  /** Older spellings that these releases still accept. */
  readonly aliases: readonly string[]
  /** What the value names, when the broker looks at its disk: it stops booting when that is not there. */
  readonly names?: 'file' | 'directory'
  /** The value is a password or the like: not to be shown. */
  readonly secret: boolean
}

export interface NamedValidator {
  readonly name: string
  readonly description: string
  readonly check: Validator | undefined
}

/** A line of facts/data/conf-keys.ts with the releases it is about. */
export interface KeyLine {
  readonly key: string
  readonly range: ReleaseRange
  /** Whether a key is an older spelling of this one. */
  hasAlias(key: string): boolean
  /** Built on demand: most lines are never looked at. */
  conf(validators: ReadonlyMap<string, NamedValidator>): ConfKey
}

let lines: readonly KeyLine[] | undefined
/** Every line of the data, read on first use. */
export const keyLines = (): readonly KeyLine[] => (lines ??= confKeys.split('\n').map(keyLine))

let wildcards: readonly KeyLine[] | undefined
/** The lines of keys that have `$name` for a segment. */
export const wildLines = (): readonly KeyLine[] => (wildcards ??= linesWith(confKeys, '$').map(keyLine))

/** The lines of one key, as the schema writes it. A run looks few of them up, and reads no others. */
export const linesOfKey = (key: string): readonly KeyLine[] => linesAt(confKeys, key).map(keyLine)

/** Whether a text is a key, or an older spelling of one, as far as can be told without reading the data. */
export const isMentioned = (key: string): boolean => confKeys.includes(key)

function keyLine(line: string): KeyLine {
  const key = line.slice(0, line.indexOf('\t'))
  const releases = line.slice(line.lastIndexOf('\t') + 1)
  return {
    key,
    range: releaseRange(releases),
    hasAlias: key => line.includes(key) && split(line.split('\t')[3] ?? '').includes(key),
    conf: validators => confKey(line, validators),
  }
}

const split = (text: string): string[] => (text === '' ? [] : text.split(','))

function confKey(line: string, validators: ReadonlyMap<string, NamedValidator>): ConfKey {
  const [key = '', types = '', names = '', aliases = ''] = line.split('\t')
  const used = split(names).map(name => validators.get(name) ?? { name, description: name, check: undefined })
  const disk = used.map(({ check }) => check).find(check => check === 'file' || check === 'directory')
  return {
    key,
    types: datatypes(types),
    validators: used,
    aliases: split(aliases),
    ...(disk === undefined ? {} : { names: disk }),
    secret: isSecret(key),
  }
}

export interface ValidatorLine extends NamedValidator {
  readonly range: ReleaseRange
}
let validators: readonly ValidatorLine[] | undefined
/** Every named validator of any release, read on first use. */
export const validatorLines = (): readonly ValidatorLine[] =>
  (validators ??= confValidators.split('\n').map(line => {
    const [name = '', description = '', releases = ''] = line.split('\t')
    return { name, description, check: validator(name, description), range: releaseRange(releases) }
  }))

const SECRET =
  /pass(?:word|phrase)?$|secret|(?:^|[._])token$|(?:^|[._])cookie$|access_key|passcode|\.key\.|\.dh$|psk/
/** Whether the value of a key is nobody else's business, by the key's name. */
export const isSecret = (key: string): boolean => SECRET.test(key)
