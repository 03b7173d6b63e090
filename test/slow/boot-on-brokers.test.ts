import { beforeAll, describe, expect, test } from '@jest/globals'
import { parseRelease, type Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import { type BrokerRoot, brokerRoot, type Suite, suites } from '../brokers/install.ts'
import { bootNode } from '../brokers/node.ts'
import { type BootCase, bootCases } from './boot-cases.ts'
import { definitionBootCases } from './definition-boot-cases.ts'

/** The releases are known before a root is there, as tests have to be declared before they run; sid's is looked up. */
const minorOf: Readonly<Record<Suite, string>> = {
  bullseye: '3.8.9',
  bookworm: '3.10.8',
  trixie: '4.0.5',
  sid: '4.3',
}

const within = (range: string, release: Release): boolean =>
  range !== 'none' && releaseRange(range).has(release)

function releaseOf(version: string): Release {
  const release = parseRelease(version)
  if (!release) throw new Error(`not a release: '${version}'`)
  return release
}

describe.each(suites)('a node of %s', suite => {
  let root: BrokerRoot
  beforeAll(async () => {
    root = await brokerRoot(suite)
  }, 300_000)

  const tried = [...bootCases, ...definitionBootCases].filter(({ triedOn = 'all' }) =>
    within(triedOn, releaseOf(minorOf[suite])),
  )
  test.each(tried)(
    '$name',
    async ({ node: options, boots, says = /./, saysThen = /./, ctl, answers = /./ }: BootCase) => {
      const expected = within(boots, releaseOf(root.version)) ? 'booted' : 'failed'
      const node = await bootNode(root, options)
      try {
        expect({ outcome: node.outcome, lines: node.tellingLines() }).toEqual({
          outcome: expected,
          lines: expect.anything(),
        })
        expect(node.log()).toMatch(expected === 'booted' ? saysThen : says)
        if (node.outcome === 'booted' && ctl) expect((await node.ctl(ctl)).stdout).toMatch(answers)
      } finally {
        await node.kill()
      }
    },
    120_000,
  )

  // A container that fails to boot up to 3.13.1 has *completed*, as the start script ends with `|| true`.
  test('the exit code of a boot that failed', async () => {
    const node = await bootNode(root, { conf: 'heartbeat = abc\n' })
    await node.kill()
    expect(node.exitCode()).toBe(within('<=3.13.1', releaseOf(root.version)) ? 0 : 1)
  }, 120_000)
})
