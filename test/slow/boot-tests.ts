import { beforeAll, describe, expect, test } from '@jest/globals'
import { parseRelease, type Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import { type BrokerRoot, brokerRoot, type Suite, suites } from '../brokers/install.ts'
import { bootNode } from '../brokers/node.ts'
import type { BootCase } from './boot-cases.ts'

/** Tests have to be declared before a root is there, so what is in each suite is written here; sid's is looked up later. */
const expected: Readonly<Record<Suite, string>> = {
  bullseye: '3.8.9',
  bookworm: '3.10.8',
  trixie: '4.0.5',
  sid: '4.3',
}

function releaseOf(version: string): Release {
  const release = parseRelease(version)
  if (!release) throw new Error(`not a release: '${version}'`)
  return release
}

/** Whether a release is in a range as facts/release-range.ts reads it, or `none`. */
export const releaseIn = (range: string, release: Release): boolean =>
  range !== 'none' && releaseRange(range).has(release)

/**
 * Declares a test for each case and each suite: boots a node and looks at how it ends. Several boot at a time, each in a
 * jail of its own.
 */
export function testBoots(cases: readonly BootCase[]): void {
  describe.each(suites)('a node of %s', suite => {
    let root: BrokerRoot
    beforeAll(async () => {
      root = await brokerRoot(suite)
    })
    const tried = cases.filter(({ triedOn = 'all' }) => releaseIn(triedOn, releaseOf(expected[suite])))
    test.concurrent.each(tried)('$name', bootCase => checkBoot(root, bootCase))
  })
}

async function checkBoot(root: BrokerRoot, bootCase: BootCase): Promise<void> {
  const { node: options, boots, says = /./, saysThen = /./, ctl, answers = /./ } = bootCase
  const release = releaseOf(root.version)
  const outcome = releaseIn(boots, release) ? 'booted' : 'failed'
  const node = await bootNode(root, options)
  try {
    expect({ outcome: node.outcome, lines: node.tellingLines() }).toEqual({
      outcome,
      lines: expect.anything(),
    })
    expect(node.log()).toMatch(outcome === 'booted' ? saysThen : says)
    // Up to 3.13.1 the start script ends with `|| true`: a container that cannot boot has *completed*.
    if (outcome === 'failed') expect(node.exitCode()).toBe(releaseIn('<=3.13.1', release) ? 0 : 1)
    if (outcome === 'booted' && ctl) expect((await node.ctl(ctl)).stdout).toMatch(answers)
  } finally {
    await node.kill()
  }
}
