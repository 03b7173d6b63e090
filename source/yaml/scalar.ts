/**
 * What an untagged plain scalar means to Kubernetes: YAML 1.1 as sigs.k8s.io/yaml (goyaml.v2, `resolve.go`) reads it,
 * which is neither YAML 1.1 nor 1.2 to the letter: `yes` and `0777` are not strings, `22:22` and dates are.
 */

/** A scalar that JSON cannot express (`.inf`, `.nan`), or that is not what its tag says. */
export class ScalarError extends Error {}

const infinite = 'infinity and not-a-number are not allowed in JSON'
const words: ReadonlyMap<string, boolean | null | undefined> = new Map<string, boolean | null | undefined>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    word => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    word => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
])
const notFinite: ReadonlySet<string> = new Set(
  ['.inf', '.Inf', '.INF'].flatMap(word => [word, `+${word}`, `-${word}`]).concat('.nan', '.NaN', '.NAN'),
)

/** The value of an untagged plain scalar. Throws ScalarError for infinity and not-a-number. */
export function resolvePlain(text: string): null | boolean | number | string {
  const first = text.charCodeAt(0)
  // Every word is at most five characters long, and every number begins with a sign, a dot or a digit.
  if (!(first <= 0x39)) return text.length > 5 ? text : word(text)
  if (first < 0x2b || first === 0x2c || first === 0x2f) return text
  if (text.length < 6 && notFinite.has(text)) throw new ScalarError(infinite)
  return resolveNumber(text)?.value ?? text
}

function word(text: string): string | boolean | null {
  const value = words.get(text)
  return value === undefined ? text : value
}

export interface Resolved {
  readonly value: number
  /** Whether it is an integer of 64 bits, signed or not: as a key it is then written differently. */
  readonly integer: boolean
}

const decimal = /^[-+]?(?:0|[1-9][0-9]*)$/
const based = /^([-+]?)0(?:[xX]([0-9a-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const strayUnderscore = /(?:^|[^0-9])_|_(?:$|[^0-9])/
/** No integer of 64 bits is longer, leading zeros aside. */
const longestInteger = 100

/**
 * The number a plain scalar means; undefined where it is a string. Underscores may stand anywhere in it, but in one that
 * begins with a dot only between digits.
 */
export function resolveNumber(text: string): Resolved | undefined {
  if (text.startsWith('.') && strayUnderscore.test(text)) return undefined
  const digits = text.includes('_') ? text.replaceAll('_', '') : text
  if (decimal.test(digits)) return { value: Number(digits) || 0, integer: fits64(digits) }
  return basedInteger(digits) ?? floatingPoint(digits)
}

function basedInteger(digits: string): Resolved | undefined {
  const match = digits.length > longestInteger ? null : based.exec(digits)
  if (match === null) return undefined
  const [, sign, hexadecimal, binary, octal] = match
  const magnitude = BigInt(
    hexadecimal !== undefined ? `0x${hexadecimal}` : binary !== undefined ? `0b${binary}` : `0o${octal}`,
  )
  const value = sign === '-' ? -magnitude : magnitude
  return inRange(value, sign === '') ? { value: Number(value), integer: true } : undefined
}

function floatingPoint(digits: string): Resolved | undefined {
  if (!float.test(digits)) return undefined
  const value = Number(digits)
  return Number.isFinite(value) ? { value: value || 0, integer: false } : undefined
}

const fits64 = (digits: string): boolean =>
  digits.length < 19 ||
  (digits.length <= longestInteger && inRange(BigInt(digits.replace('+', '')), !digits.startsWith('+')))
/** An integer with a sign must fit int64, one without may be uint64. */
const inRange = (value: bigint, unsigned: boolean): boolean =>
  value >= -(2n ** 63n) && value < (unsigned ? 2n ** 64n : 2n ** 63n)

const timestamp = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9:]+(?:\.[0-9]+)?(?:Z|[-+][0-9:]+)?)?$/
const core = 'tag:yaml.org,2002:'

/** The value of a scalar with an explicit tag, `!!int` or `!<tag:yaml.org,2002:int>`. A tag we do not know makes it a string. */
export function resolveTagged(tag: string, text: string): null | boolean | number | string {
  const name = tag.startsWith('!!')
    ? tag.slice(2)
    : tag.startsWith(`!<${core}`)
      ? tag.slice(core.length + 2, -1)
      : ''
  switch (name) {
    case 'binary':
      return decodeBinary(text)
    case 'bool':
      return demand(name, text, value => typeof value === 'boolean')
    case 'int':
      return demand(name, text, value => typeof value === 'number' && resolveNumber(text)?.integer === true)
    case 'float':
      return demand(name, text, value => typeof value === 'number')
    case 'timestamp':
      return demand(name, text, () => timestamp.test(text))
    case 'null':
      return demand(name, text, value => value === null)
    default:
      return text
  }
}

function demand(
  tag: string,
  text: string,
  is: (value: null | boolean | number | string) => boolean,
): null | boolean | number | string {
  const value = resolvePlain(text)
  if (!is(value)) throw new ScalarError(`the value is not what its tag !!${tag} says`)
  return value
}

function decodeBinary(text: string): string {
  const compact = text.replace(/[\r\n]/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.length % 4 !== 0) {
    throw new ScalarError('the value of !!binary is not base64')
  }
  const bytes = Uint8Array.from(atob(compact), character => character.charCodeAt(0))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/**
 * The member that a scalar makes as the key of an object: `on` is "true", `0x10` is "16", `3.10` is "3.1". Undefined for
 * null, which is no key, and for integers beyond int64. Throws ScalarError for what is not what its tag says.
 */
export function keyName(text: string, isPlain: boolean, tag: string | undefined): string | undefined {
  if (tag === undefined && (!isPlain || notFinite.has(text))) return isPlain ? notFiniteKey(text) : text
  const value = tag === undefined ? resolvePlain(text) : resolveTagged(tag, text)
  if (typeof value === 'string') return value
  if (value === null) return undefined
  if (typeof value === 'boolean') return String(value)
  if (resolveNumber(text)?.integer !== true) return float32Text(value)
  return Number.isSafeInteger(value) ? String(value) : exactKey(text)
}

const notFiniteKey = (text: string): string => text.replace('+', '').toLowerCase()

function exactKey(text: string): string | undefined {
  const digits = text.replaceAll('_', '')
  if (!decimal.test(digits)) return undefined
  const exact = BigInt(digits.replace('+', ''))
  return inRange(exact, false) ? exact.toString() : undefined
}

/** As Go writes a float key: `strconv.FormatFloat(value, 'g', -1, 32)`. */
function float32Text(value: number): string {
  const single = Math.fround(value)
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf'
  let precision = 1
  while (precision < 9 && Math.fround(Number(value.toPrecision(precision))) !== single) precision++
  const [mantissa = '', exponent = '0'] = single.toExponential(precision - 1).split('e')
  const power = Number(exponent)
  if (power >= -4 && power < 6) return String(Number(single.toPrecision(precision)))
  const width = Math.abs(power) < 10 ? `0${Math.abs(power)}` : String(Math.abs(power))
  return `${mantissa}e${power < 0 ? '-' : '+'}${width}`
}
