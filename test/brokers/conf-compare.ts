import { generateKeyPairSync } from 'node:crypto'
import { confSchema } from '../../facts/conf/index.ts'
import type { Release } from '../../facts/release.ts'
import { type ConfDialect, confDialect, effectiveEntries, parseConf } from '../../model/formats/conf/conf.ts'
import type { Conf } from '../../model/formats/conf/conf-entry.ts'
import type { ConfFile, ConfVerdict } from './conf-check.ts'

/** Why a file is refused, as far as both sides can be held to it. */
export type Outcome = 'accepted' | 'syntax' | 'unknown key' | 'bad value' | 'contradiction'

export interface OurVerdict {
  readonly outcome: Outcome
  readonly reasons: readonly string[]
}

/** What our facts say of a whole rabbitmq.conf: the first kind of trouble that the broker would meet. */
export function ourVerdict(release: Release, { entries, errors }: Conf): OurVerdict {
  if (errors.length > 0) return { outcome: 'syntax', reasons: errors.map(({ reason }) => reason) }
  const schema = confSchema(release)
  const settings = [...effectiveEntries({ entries, errors, includes: [] }).values()]
  const judged = settings.map(({ key, value }) => ({ key, verdict: schema.judge(key, value) }))
  const unknown = judged.filter(({ verdict }) => verdict.verdict === 'unknown-key').map(({ key }) => key)
  if (unknown.length > 0) return { outcome: 'unknown key', reasons: unknown }
  const bad = judged.flatMap(({ verdict }) => (verdict.verdict === 'bad-value' ? [verdict.reason] : []))
  if (bad.length > 0) return { outcome: 'bad value', reasons: bad }
  const contradictions = schema.judgeAll(settings).map(({ reason }) => reason)
  return { outcome: contradictions.length > 0 ? 'contradiction' : 'accepted', reasons: contradictions }
}

/** The same of a verdict of the broker's own library. */
export function realOutcome({ ok, phase, errors }: ConfVerdict): Outcome {
  if (ok) return 'accepted'
  if (phase === 'parsing') return 'syntax'
  if (errors.some(error => error.includes('attempted to set unknown variable'))) return 'unknown key'
  return phase === 'apply_translations' ? 'contradiction' : 'bad value'
}

export interface Disagreement {
  readonly name: string
  readonly text: string
  readonly ours: string
  readonly real: string
}

/** What a value may name in a check: parts of the root itself, and `onDisk` below. */
const existing: readonly string[] = ['/etc/hosts', '/etc', '/tmp', '/node/key.pem']

/** Files for confVerdicts to put there. */
export const onDisk: Readonly<Record<string, string>> = { 'key.pem': privateKey() }

/**
 * The files on which our verdict and the broker's differ, with both. A setting that names a file which is not there is
 * refused by the broker and passed by us, who cannot see the node's disk.
 *
 * @param dialect how the cuttlefish that gave the verdicts reads files, where it is not the release's own
 */
export function verdictDisagreements(
  release: Release,
  files: readonly ConfFile[],
  verdicts: readonly ConfVerdict[],
  dialect: ConfDialect = confDialect(release),
): Disagreement[] {
  return files.flatMap(({ name, text }, index) => {
    const verdict = verdicts[index]
    if (!verdict) return []
    const conf = parseConf(text, dialect)
    const ours = ourVerdict(release, conf)
    const real = realOutcome(verdict)
    const same = real === ours.outcome || (verdict.phase === 'crash' && ours.outcome !== 'accepted')
    // The broker looks at the disk before it looks at settings together.
    const later = ours.outcome === 'accepted' || ours.outcome === 'contradiction'
    if (same || (later && real === 'bad value' && namesAbsentFile(release, conf))) return []
    const says = `${real} (${verdict.phase}): ${verdict.errors.join(' / ')}`
    return [{ name, text, ours: `${ours.outcome}: ${ours.reasons.join(' / ')}`, real: says }]
  })
}

/** Whether a setting names a file that is not there in a check: the broker looks, and we cannot. */
export function namesAbsentFile(release: Release, { entries }: Conf): boolean {
  const schema = confSchema(release)
  return entries.some(({ key, value }) => {
    const conf = schema.find(key)
    if (conf?.names === undefined) return false
    const pem = conf.validators.some(({ name }) => name === 'pem_file')
    return !existing.includes(value) || (pem && value !== '/node/key.pem')
  })
}

function privateKey(): string {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The files that both sides can read, but not to the same keys and values. */
export function parseDisagreements(
  release: Release,
  files: readonly ConfFile[],
  verdicts: readonly ConfVerdict[],
): Disagreement[] {
  return files.flatMap(({ name, text }, index) => {
    const pairs = verdicts[index]?.pairs ?? []
    const conf = parseConf(text, confDialect(release))
    if (conf.errors.length > 0 || realOutcome(verdicts[index] ?? missing) === 'syntax') return []
    const ours = sorted([...effectiveEntries(conf).values()].map(({ words, value }) => [words, value]))
    const real = sorted(pairs)
    return ours === real ? [] : [{ name, text, ours, real }]
  })
}

const missing: ConfVerdict = { name: '', ok: false, phase: 'parsing', errors: [], pairs: [] }
const sorted = (
  pairs: readonly (readonly [readonly string[], string] | (string | readonly string[])[])[],
): string => JSON.stringify(pairs.map(pair => JSON.stringify(pair)).sort())
