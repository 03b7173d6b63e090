import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { topics } from '../facts/topics/topics.ts'
import { rules } from '../policies/index.ts'
import { type SourceReference, sourcesIn } from './pages/evidence.ts'

/*
 * Looks up what rules and topics rest on: `npm run evidence -- FOLDER`, with checkouts of the repositories in FOLDER/OWNER/NAME. Ends with 1 where a
 * file is not there at its revision, or does not hold the symbol; what has no checkout is counted.
 */
const folder = process.argv[2]
if (folder === undefined) {
  console.error('usage: npm run evidence -- FOLDER   (checkouts in FOLDER/OWNER/NAME)')
  process.exit(2)
}
const texts = new Map<string, string | undefined>()

const claims = [
  ...rules.flatMap(({ id, evidence: { kind, where } }) => (kind === 'source' ? [{ id, where }] : [])),
  ...topics.flatMap(({ id, parts }) =>
    parts.flatMap(({ statements }) => statements.map(({ source }) => ({ id, where: source }))),
  ),
]
const verdicts = claims.flatMap(({ id, where }) =>
  sourcesIn(where).map(source => ({ id, source, verdict: verdictOn(source, folder) })),
)
const gone = verdicts.filter(({ verdict }) => verdict !== 'there' && verdict !== 'no checkout')
for (const { id, source, verdict } of gone)
  console.log(`${id}: ${source.repository} ${source.path}@${source.revision}:${source.symbol}: ${verdict}`)
const unseen = verdicts.filter(({ verdict }) => verdict === 'no checkout')
const missing = [...new Set(unseen.map(({ source }) => source.repository))]
console.log(
  `${verdicts.length - gone.length - unseen.length} sources are there, ${gone.length} are not, ${unseen.length} have no checkout${missing.length > 0 ? ` (${missing.join(', ')})` : ''}`,
)
process.exitCode = gone.length > 0 ? 1 : 0

function verdictOn(
  source: SourceReference,
  root: string,
): 'there' | 'no checkout' | 'no such file' | 'no such symbol' {
  const checkout = join(root, source.repository)
  if (!existsSync(checkout)) return 'no checkout'
  const text = textOf(checkout, `${source.revision}:${source.path}`)
  if (text === undefined) return 'no such file'
  return text.includes(source.symbol) ? 'there' : 'no such symbol'
}

function textOf(checkout: string, name: string): string | undefined {
  const key = `${checkout}\0${name}`
  if (!texts.has(key)) {
    try {
      const shown = execFileSync('git', ['-C', checkout, 'show', name], {
        encoding: 'utf8',
        maxBuffer: 1e8,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      texts.set(key, shown)
    } catch {
      texts.set(key, undefined) // neither the revision nor the file is there
    }
  }
  return texts.get(key)
}
