import { confSchema } from '../../facts/conf/index.ts'
import { parseRelease, type Release } from '../../facts/release.ts'
import { type ConfFile, type ConfVerdict, confVerdicts } from '../brokers/conf-check.ts'
import { onDisk, parseDisagreements, verdictDisagreements } from '../brokers/conf-compare.ts'
import { unexplained } from '../brokers/conf-exceptions.ts'
import { accepted, fewFiles, oneEach } from '../brokers/conf-files.ts'
import { keyAndValueSamples, keySamples } from '../brokers/conf-samples.ts'
import { confTexts } from '../brokers/conf-texts.ts'
import { type BrokerRoot, brokerRoot, suites } from '../brokers/install.ts'
import { translationRows } from '../facts/conf/translation-rows.ts'
import { beforeAll, describe, expect, test } from '../jest.ts'

const wholeFiles = Number(process.env.WARRENER_CONF_FILES ?? 600)
const seed = 20_260_101

function releaseOf({ version }: BrokerRoot): Release {
  const release = parseRelease(version)
  if (!release) throw new Error(`not a release: '${version}'`)
  return release
}

describe.each(suites)('rabbitmq.conf of the RabbitMQ in %s', suite => {
  let root: BrokerRoot
  let release: Release
  beforeAll(async () => {
    root = await brokerRoot(suite)
    release = releaseOf(root)
  })

  const differences = async (
    files: readonly ConfFile[],
  ): Promise<{ verdicts: ConfVerdict[]; lists: unknown[][] }> => {
    const verdicts = await confVerdicts(root, files, { onDisk })
    const lists = [
      unexplained(verdictDisagreements(release, files, verdicts)),
      parseDisagreements(release, files, verdicts),
    ]
    return { verdicts, lists }
  }

  // Sid may be ahead of the facts by a patch; what has changed then shows below.
  test('the facts are about this very release', () => {
    expect(suite === 'sid' ? ['exact', 'partial', 'nearest'] : ['exact']).toContain(
      confSchema(release).knowledge,
    )
  })

  test('each key with values around the borders of its type', async () => {
    const samples = keyAndValueSamples(release)
    const { lists } = await differences(fewFiles(release, samples))
    expect(lists).toEqual([[], []])
    expect(samples.length).toBeGreaterThan(2000)
    expect(accepted(release, samples).length).toBeGreaterThan(800)
  })

  test('aliases and misspelt keys', async () => {
    const { lists } = await differences(oneEach(keySamples(release)))
    expect(lists).toEqual([[], []])
  })

  test('settings that need or contradict one another', async () => {
    const files = translationRows.map(([, ...lines]) => ({
      name: lines.join(),
      text: `${lines.join('\n')}\n`,
    }))
    const { lists } = await differences(files)
    expect(lists).toEqual([[], []])
  })

  test('whole files, and files one change away from good', async () => {
    const good = accepted(release, keyAndValueSamples(release))
    const { verdicts, lists } = await differences(confTexts(good, wholeFiles, seed))
    expect(lists).toEqual([[], []])
    expect(verdicts.filter(({ ok }) => ok).length).toBeGreaterThan(wholeFiles / 5)
  })
})
