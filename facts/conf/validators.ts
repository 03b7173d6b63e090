import { parseAddress } from './addresses.ts'
import type { Value } from './datatypes.ts'

/**
 * What a named validator of the schema files does. `file`, `directory`: looks at the node's disk, which nobody here can.
 * A function: whether a value passes.
 */
export type Validator = 'file' | 'directory' | ((value: Value) => boolean)

const within =
  (low: number, high: number): Validator =>
  value =>
    typeof value === 'bigint' && value >= low && value <= high

/**
 * By name, or by `name: description` where a release means something else.
 * Sources: the validator forms under deps/…/priv/schema, v3.8.10 to v4.3.5, and of Debian's 3.8.9.
 */
const validators: ReadonlyMap<string, Validator> = new Map<string, Validator>([
  ['byte', within(0, 255)],
  ['byte: Integer is not 0<i<255', within(1, 254)],
  ['connection_close_timeout', within(Number.NEGATIVE_INFINITY, 5000)],
  ['dir_writable', 'directory'],
  ['file_accessible', 'file'],
  ['https_uri', value => isHttpsUri(String(value))],
  ['is_dir', 'directory'],
  ['is_ip', value => parseAddress(String(value))],
  ['is_supported_information_unit', value => typeof value === 'bigint' || isInformationUnit(String(value))],
  ['less_than_1', value => typeof value === 'number' && value > 0 && value < 1],
  ['less_then_512MB', within(1, 536_870_911)],
  ['max_message_size', within(1, 536_870_912)],
  ['mirroring_sync_batch_size', within(1, 1_000_000)],
  ['non_negative_integer', value => value === 'infinity' || (typeof value === 'bigint' && value >= 0)],
  ['non_zero_positive_16_bit_integer', within(1, 65_535)],
  ['non_zero_positive_integer', within(1, Number.POSITIVE_INFINITY)],
  ['pem_file', 'file'],
  ['port', within(1, 65_534)],
  ['positive_16_bit_unsigned_integer', within(1, 65_535)],
  ['positive_32_bit_unsigned_integer', within(1, 4_294_967_295)],
  ['size_less_than_2G', within(1, 2_147_483_647)],
  ['uri', () => true],
  ['valid_regex', value => value !== '' && isRegularExpression(String(value))],
])

/** Source: string:nth_lexeme(Uri, 1, "://") == "https". */
export const isHttpsUri = (text: string): boolean => /^[:/]*https(?:[:/]|$)/.test(text)

/** The validator of this name; undefined when the data name one that nobody has described here. */
export const validator = (name: string, description: string): Validator | undefined =>
  validators.get(`${name}: ${description}`) ?? validators.get(name)

/**
 * rabbit.schema@v4.3.5, is_supported_information_unit: the suffix may follow other letters, e.g. `2xGB`, and spaces at
 * the end (there are some where a file ends with them) do not count.
 */
const isInformationUnit = (text: string): boolean => {
  const bare = withoutSpacesAtEnd(text)
  return /\d[a-z]{1,3}$/i.test(bare) && /[kmgtp]i?b?$/i.test(bare)
}
function withoutSpacesAtEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ') end--
  return text.slice(0, end)
}

/** Erlang's re is PCRE; what only PCRE knows is taken to be right rather than wrong. */
function isRegularExpression(text: string): boolean {
  if (/\(\?|\\[QEAZzGKRX]|[*+?}]\+|\[:|\{/.test(text)) return true
  try {
    return Boolean(new RegExp(text))
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
