/**
 * What the real cuttlefish says with the schemas of a release tag, for releases that no Debian suite has:
 *
 *   RABBITMQ_GIT=DIRECTORY node test/brokers/compare-tag.ts TAG [FILE…]
 *
 * DIRECTORY is a checkout or git directory of rabbitmq/rabbitmq-server. With files: the verdict on each. Without: our
 * facts about that release are compared with it on generated settings, and the exit code tells whether they agree.
 * The cuttlefish is that of the first suite whose release is not older, and files are read as that one reads them.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareReleases, parseRelease, type Release } from '../../facts/release.ts'
import { confDialect } from '../../model/formats/conf/conf.ts'
import { confVerdicts } from './conf-check.ts'
import { onDisk, verdictDisagreements } from './conf-compare.ts'
import { unexplained } from './conf-exceptions.ts'
import { oneEach } from './conf-files.ts'
import { keyAndValueSamples, keySamples } from './conf-samples.ts'
import { type BrokerRoot, brokerRoot, suites } from './install.ts'
import { mustRun } from './run.ts'

function releaseOf(text: string): Release {
  const release = parseRelease(text)
  if (!release) throw new Error(`not a release: '${text}'`)
  return release
}

async function rootFor(release: Release): Promise<BrokerRoot> {
  for (const suite of suites) {
    const root = await brokerRoot(suite)
    if (compareReleases(releaseOf(root.version), release) >= 0) return root
  }
  return brokerRoot('sid')
}

/** Puts the schemas of a tag into a folder. Before 3.8.10 plugins had repositories of their own. */
async function checkOutSchemas(tag: string, folder: string): Promise<void> {
  const git = process.env.RABBITMQ_GIT
  if (!git)
    throw new Error('RABBITMQ_GIT has to name a checkout or git directory of rabbitmq/rabbitmq-server.')
  const script =
    'set -o pipefail; git -C "$1" archive "$2" "deps/*/priv/schema/*" | tar -x -C "$3" --strip-components=1'
  await mustRun(`Reading the schemas of ${tag}`, 'bash', ['-c', script, 'bash', git, tag, folder])
}

async function printVerdicts(root: BrokerRoot, schemaDir: string, names: readonly string[]): Promise<void> {
  const files = await Promise.all(names.map(async name => ({ name, text: await readFile(name, 'utf8') })))
  for (const { name, ok, errors } of await confVerdicts(root, files, { schemaDir }))
    console.log(ok ? `${name}: accepted` : `${name}: refused: ${errors.join(' / ')}`)
}

/** @returns whether all agree */
async function compare(root: BrokerRoot, schemaDir: string, tag: string): Promise<boolean> {
  const release = releaseOf(tag)
  const samples = [...keyAndValueSamples(release), ...keySamples(release)]
  const files = oneEach(samples)
  const verdicts = await confVerdicts(root, files, { schemaDir, onDisk })
  const dialect = confDialect(releaseOf(root.version))
  const all = verdictDisagreements(release, files, verdicts, dialect)
  const open = unexplained(all)
  for (const disagreement of open) console.log(JSON.stringify(disagreement))
  const accepted = verdicts.filter(({ ok }) => ok).length
  const figures = [`${files.length} settings`, `${accepted} accepted`, `${open.length} disagreements`]
  console.log(`${tag} (${root.version}): ${figures.join(', ')}, ${all.length - open.length} explained`)
  return open.length === 0
}

try {
  const [tag, ...names] = process.argv.slice(2)
  if (tag === undefined) throw new Error('usage: node test/brokers/compare-tag.ts TAG [FILE…]')
  const root = await rootFor(releaseOf(tag))
  const schemaDir = await mkdtemp(join(tmpdir(), 'warrener-schemas-'))
  try {
    await checkOutSchemas(tag, schemaDir)
    if (names.length > 0) await printVerdicts(root, schemaDir, names)
    else if (!(await compare(root, schemaDir, tag))) process.exitCode = 1
  } finally {
    await rm(schemaDir, { recursive: true, force: true })
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
