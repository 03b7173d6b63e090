import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { rules } from '../../policies/index.ts'
import { rulePage } from '../../scripts/pages/page.ts'
import { forgetFindings } from '../row-checks.ts'
import { checksOf } from '../rule-checks.ts'
import { type Gathered, gather } from './gather.ts'
import suites from './suites.ts'

/*
 * All that is asked of a mutant, in groups that are loaded one by one: the rows and the page of each rule, the tests of each suite. With
 * everything below it this module becomes one bundle, which is run afresh for each mutant.
 */
export const groups: ReadonlyMap<string, () => Promise<readonly Gathered[]>> = new Map([
  ...rules.map(
    rule =>
      [
        rule.id,
        async () => [
          ...(await checksOf(rule)),
          {
            name: 'its page',
            run: () => assert.equal(rulePage(rule), readFileSync(`docs/rules/${rule.id}.md`, 'utf8')),
          },
        ],
      ] as const,
  ),
  ...Object.entries(suites).map(([name, load]) => [name, () => gather(load)] as const),
])

/** What one check worked out is not kept for the next one. */
export const forget = forgetFindings
