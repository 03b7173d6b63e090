import { isString, type Json } from '../../kube/json.ts'
import { FormatError } from './codec.ts'

/** Powers of ten of the decimal suffixes, and of 1024 of the binary ones. Source: apimachinery pkg/api/resource/suffix.go. */
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
}
const binary: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 }

const nano = 10n ** 9n
/** Larger amounts are cut to this: the API server keeps them in 64 bits. */
const most = (2n ** 63n - 1n) * nano
const maxDigits = 300

/**
 * A Kubernetes quantity in billionths (`1` is 10^9, `500m` is 5*10^8), rounded away from zero as the API server does.
 * Throws FormatError.
 */
export function parseQuantity(text: string): bigint {
  if (text.length > maxDigits) throw new FormatError('not a quantity', 0)
  const match = /^([+-]?)(\d*)(?:\.(\d*))?((?:[A-Za-z]+(?:[+-]?\d+)?)?)$/.exec(text)
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match ?? []
  if (!match || whole + fraction === '' || text.length > maxDigits) throw new FormatError(`not a quantity`, 0)
  const [base, power] = scale(suffix, text.length - suffix.length)
  const digits = BigInt(whole + fraction)
  const exponent = (base === 10 ? power : 0) - fraction.length + 9
  const factor = base === 1024 ? 1024n ** BigInt(power) : 1n
  const amount = shifted(digits * factor, exponent)
  const capped = amount > most ? most : amount
  return sign === '-' ? -capped : capped
}

function scale(suffix: string, at: number): readonly [base: 10 | 1024, power: number] {
  const [ten, two] = [own(decimal, suffix), own(binary, suffix)]
  if (ten !== undefined) return [10, ten]
  if (two !== undefined) return [1024, two]
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix)?.[1]
  if (exponent === undefined) throw new FormatError('not a suffix of a quantity', at)
  return [10, Number(exponent)]
}
const own = (table: Readonly<Record<string, number>>, key: string): number | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** `value * 10^exponent` as a whole number, rounded up; the exponent may be absurd, the result is not computed beyond the cap. */
function shifted(value: bigint, exponent: number): bigint {
  if (value === 0n) return 0n
  if (exponent >= 0) return exponent > 40 ? most : value * 10n ** BigInt(exponent)
  if (-exponent > 2 * maxDigits) return 1n
  const divisor = 10n ** BigInt(-exponent)
  return (value + divisor - 1n) / divisor
}

/** A quantity as manifests write it, a string or a number, in billionths; undefined for what is none. */
export function quantityOf(value: Json | undefined): bigint | undefined {
  if (!isString(value) && typeof value !== 'number') return undefined
  try {
    return parseQuantity(String(value))
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}

/** A quantity in whole units (bytes, cores), rounded up. */
export function wholeQuantityOf(value: Json | undefined): bigint | undefined {
  const amount = quantityOf(value)
  if (amount === undefined) return undefined
  return amount > 0n ? (amount + nano - 1n) / nano : amount / nano
}
