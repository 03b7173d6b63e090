import type { ConfSchema } from './schema.ts'

/** Words that other formats have for what rabbitmq.conf calls `true`, `false` and so on. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ...['yes', 'on', '1', 'enabled', 'enable', 'y', 't'].map(word => [word, 'true'] as const),
  ...['no', 'off', '0', 'disabled', 'disable', 'n', 'f'].map(word => [word, 'false'] as const),
  ['warn', 'warning'],
  ['err', 'error'],
  ['crit', 'critical'],
])

/** What a refused value was clearly meant to be, in the spelling that the release takes; undefined where that is not clear. */
export function respelt(schema: ConfSchema, key: string, value: string): string | undefined {
  const bare = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value
  const lower = bare.toLowerCase()
  const percent = /^(\d{1,2})\s*%$/.exec(bare)?.[1]
  const candidates = [
    bare,
    lower,
    synonyms.get(lower),
    // 2 GB, 2Gb, 2 gib
    unit(bare),
    percent === undefined ? undefined : `0.${percent.padStart(2, '0')}`.replace(/0$/, ''),
  ]
  return candidates.find(
    candidate =>
      candidate !== undefined && candidate !== value && schema.judge(key, candidate).verdict === 'ok',
  )
}

function unit(value: string): string | undefined {
  const [, amount, letter, binary] = /^(\d+)\s*([kmgtp])(i?)b?$/i.exec(value) ?? []
  if (amount === undefined || letter === undefined) return undefined
  return `${amount}${letter.toUpperCase()}${binary === '' ? '' : 'i'}B`
}
