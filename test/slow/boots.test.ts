import pLimit from 'p-limit'
import { diagnose } from '../../diagnose/diagnose.ts'
import type { Release } from '../../facts/release.ts'
import type { Report } from '../../index.ts'
import { logLines } from '../../model/rule/log.ts'
import { rules } from '../../policies/index.ts'
import { reportOf } from '../brokers/found.ts'
import { type BrokerRoot, brokerRoot, suites } from '../brokers/install.ts'
import { tellingLines } from '../brokers/node.ts'
import { keep, type Observation, observe } from '../brokers/observe.ts'
import { type BootRow, bootRows, releaseIn, releaseOf, triedOn } from '../brokers/rows.ts'
import { beforeAll, describe, expect, test } from '../jest.ts'

/*
 * All boots of all suites: what else has to be seen of nodes that boot gets a row in a table of `boots/`, and no suite of its
 * own. Several boot at a time, each in a jail of its own.
 */
const rows = await bootRows()

describe.each(suites)('a node of %s', suite => {
  const tried = rows.filter(row => triedOn(row).some(([name]) => name === suite))
  let checks: ReadonlyMap<BootRow, Promise<void>>
  beforeAll(async () => {
    const root = await brokerRoot(suite)
    const fewAtATime = pLimit(4)
    checks = new Map(tried.map(row => [row, fewAtATime(() => checkBoot(root, row))]))
    // Each is awaited by its own test, which may come later than its failure.
    void Promise.allSettled(checks.values())
  })
  test.each(tried)('$title', row => checks.get(row))
})

/** The lines by which the rule that finds it says that it can be told from a log; what says so itself where it has none. */
function telling({ found, says }: BootRow, log: string): readonly string[] {
  const known = logLines(rules.find(({ id }) => id === found)?.log).map(({ pattern }) => pattern)
  const patterns = known.length > 0 ? known : [says ?? /./]
  return log.split(/\r?\n/).filter(line => patterns.some(pattern => pattern.test(line)))
}

/** Of a node that boots nothing is said to be wrong, but where it lost something, or its peers; of another one the log leads to the rule that finds it in the manifests. */
function checkDiagnosis(row: BootRow, release: Release, { outcome, log }: Observation): void {
  const causes = (report?: Report) =>
    diagnose(log, { rules, ...(report ? { report } : {}) }).causes.map(({ rule }) => rule)
  const mayBeTold = row.losesSilently || /proceeding as a standalone node/.test(log)
  if (outcome === 'booted') expect(causes()).toEqual(mayBeTold ? expect.anything() : [])
  else if (row.found === undefined) expect(causes()).not.toEqual([])
  else expect(causes(reportOf(row, release))).toContain(row.found)
}

async function checkBoot(root: BrokerRoot, row: BootRow): Promise<void> {
  const { boots, waits = 'none', says = /./, saysThen = /./, answers = /./ } = row
  const release = releaseOf(root)
  const otherwise = releaseIn(waits, release) ? 'timeout' : 'failed'
  const outcome = releaseIn(boots, release) ? 'booted' : otherwise
  const seen = await observe(root, row)
  // What the log tells is shown where the outcome is another one.
  const lines = seen.outcome === outcome ? [] : tellingLines(seen.log)
  expect({ outcome: seen.outcome, lines }).toEqual({ outcome, lines: [] })
  expect(seen.log).toMatch(outcome === 'booted' ? saysThen : says)
  // Up to 3.13.1 the start script ends with `|| true`: a container that cannot boot has *completed*.
  if (outcome === 'failed') expect(seen.exitCode).toBe(row.code ?? (releaseIn('<=3.13.1', release) ? 0 : 1))
  if (outcome !== 'booted') expect(telling(row, seen.log)).not.toEqual([])
  if (seen.answer !== null) expect(seen.answer).toMatch(answers)
  checkDiagnosis(row, release, seen)
  await keep(root, row, seen)
}
