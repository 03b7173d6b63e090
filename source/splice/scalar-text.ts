import type { Json } from '../../model/kube/json.ts'
import { resolvePlain } from '../yaml/scalar.ts'
import type { ScalarStyle } from '../yaml/tree.ts'

/** A scalar that stands for itself in JSON, too. */
export type ScalarValue = null | boolean | number | string

export const isScalar = (value: Json): value is ScalarValue => typeof value !== 'object' || value === null

/**
 * The text of a scalar on one line. A string keeps the quotes it is asked to have; without any it gets double quotes
 * where it would else be read as something else.
 */
export function scalarText(value: ScalarValue, style: ScalarStyle = 'plain'): string {
  if (typeof value !== 'string') return String(value)
  if (style === 'single' && isPrintable(value)) return `'${value.replaceAll("'", "''")}'`
  return style === 'plain' && isPlain(value) ? value : doubleQuoted(value)
}

export const keyText = (key: string, isJson: boolean): string =>
  !isJson && isPlain(key) ? key : doubleQuoted(key)

/** In double quotes, as JSON: YAML has all of its escapes. Characters that YAML wants escaped beyond those are. */
export const doubleQuoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u00a0\u200b-\u200f\u2028\u2029\u2060\ufeff\ufffe\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const word = '[A-Za-z0-9_./$(+-](?:[A-Za-z0-9_./$@%+=~()-]|:(?=[A-Za-z0-9_./$]))*'
/** Words of signs that mean nothing to YAML, wherever they stand. Everything else is quoted. */
const words = new RegExp(`^${word}(?: ${word})*$`)
const marker = /^(?:- |-$|---|\.\.\.)/
/** Strings to Kubernetes, but times and dates to other readers of YAML 1.1. */
const timeOrDate = /^[-+]?[0-9_]+(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$|^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/
const infinity = /^[-+]?\.[a-zA-Z]/

/** Whether a text can stand without quotes and is read as that text. */
const isPlain = (text: string): boolean =>
  words.test(text) &&
  !marker.test(text) &&
  !timeOrDate.test(text) &&
  !infinity.test(text) &&
  resolvePlain(text) === text

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about.
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/

/** One line without control characters and the like. */
const isPrintable = (text: string): boolean =>
  text.isWellFormed() && !unprintable.test(text) && !/[\t\n]/.test(text)

/** Whether a text is of several lines, or one that ends, and can stand in a literal block. */
export const isBlockText = (text: string): boolean =>
  text.includes('\n') && text.isWellFormed() && !unprintable.test(text)
