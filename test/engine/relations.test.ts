import { relatedTo } from '../../engine/relations.ts'
import { lint } from '../../lint/lint.ts'
import { reviewFiles } from '../../lint/review-files.ts'
import { within } from '../../model/kube/address.ts'
import { changeRule, clusterRule, type Others, type Rule } from '../../model/rule/rule.ts'
import { rules } from '../../policies/index.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'

interface Relations {
  readonly replaces?: Others
  readonly demotes?: Others
}
const said = { message: 'm', why: 'w', help: 'h' } as const
const about = {
  group: 'kubernetes',
  title: 'A',
  worst: 'error',
  needs: [],
  rationale: '',
  sources: ['https://example.org'],
  evidence: { kind: 'docs', where: '' },
} as const
const example = () => ({ bad: '', good: '', before: '' })
/** A rule that speaks of one place of each cluster. */
const speaker = (id: string, place: readonly string[], relations: Relations = {}): Rule =>
  clusterRule({
    ...about,
    id,
    ...relations,
    example,
    check({ cluster: { at } }, tell) {
      tell.report({ ...said, at: within(at, ...place) })
    },
  })
const files = (...names: readonly string[]) =>
  names.map(namespace => ({
    name: `${namespace}.yaml`,
    text: cluster().replaceAll('namespace: mq', `namespace: ${namespace}`),
  }))
const shown = (findings: readonly { rule: string; severity: string }[]): readonly string[] =>
  findings.map(({ rule, severity }) => `${rule} ${severity}`).sort()
const found = (all: readonly Rule[], options = {}): readonly string[] =>
  shown(lint(files('mq'), all, options).findings)

const b = speaker('rule-b', ['spec'])
describe('where a rule speaks', () => {
  test.each<[string, readonly Rule[], readonly string[]]>([
    [
      'another one is left out',
      [speaker('rule-a', ['kind'], { replaces: { inCluster: ['rule-b'] } }), b],
      ['rule-a error'],
    ],
    [
      'another one is an info',
      [speaker('rule-a', ['kind'], { demotes: { inCluster: ['rule-b'] } }), b],
      ['rule-a error', 'rule-b info'],
    ],
    [
      'only what is at its place is left out',
      [speaker('rule-a', ['spec'], { replaces: { atPlace: ['rule-b'] } }), b],
      ['rule-a error'],
    ],
    [
      'what is elsewhere stays',
      [speaker('rule-a', ['kind'], { replaces: { atPlace: ['rule-b'] } }), b],
      ['rule-a error', 'rule-b error'],
    ],
    [
      'what is left out leaves others out too',
      [
        speaker('rule-a', ['kind'], { replaces: { inCluster: ['rule-b'] } }),
        speaker('rule-b', ['spec'], { replaces: { inCluster: ['rule-c'] } }),
        speaker('rule-c', ['metadata']),
      ],
      ['rule-a error'],
    ],
  ])('%s', (_, all, expected) => expect(found(all)).toEqual(expected))
})

test('a rule that is off speaks for nobody, and a severity that the user set stays', () => {
  const a = speaker('rule-a', ['kind'], { replaces: { inCluster: ['rule-b'] } })
  expect(found([a, b], { severities: { 'rule-a': 'off' } })).toEqual(['rule-b error'])
  const demoting = speaker('rule-a', ['kind'], { demotes: { inCluster: ['rule-b'] } })
  expect(found([demoting, b], { severities: { 'rule-b': 'error' } })).toEqual([
    'rule-a error',
    'rule-b error',
  ])
})

test('another cluster is not meant', () => {
  const a = clusterRule({
    ...about,
    id: 'rule-a',
    replaces: { inCluster: ['rule-b'] },
    example,
    check({ cluster: { at, workload } }, tell) {
      if (workload.namespace === 'one') tell.report({ ...said, at })
    },
  })
  expect(shown(lint(files('one', 'two'), [a, b]).findings)).toEqual(['rule-a error', 'rule-b error'])
})

test('a review says the same, also of what a change says', () => {
  const a = speaker('rule-a', ['kind'], { demotes: { inCluster: ['rule-b'] } })
  expect(shown(reviewFiles([], files('mq'), [a, b]).introduced)).toEqual(['rule-a error', 'rule-b info'])
  const change = changeRule({
    ...about,
    id: 'rule-a',
    replaces: { inCluster: ['rule-b'] },
    example,
    check({ after }, tell) {
      tell.report({ ...said, at: after.cluster.at })
    },
  })
  const { introduced, left } = reviewFiles(files('mq'), files('mq'), [change, b])
  expect([shown(introduced), shown(left)]).toEqual([['rule-a error'], []])
})

describe('the rules', () => {
  test('speak for one another in no circle', () => {
    const byId = new Map(rules.map(rule => [rule.id, rule]))
    expect(rules.filter(rule => relatedTo(rule).length > 0).length).toBeGreaterThan(1)
    for (const rule of rules) {
      const reached = new Set<string>()
      const open = [...relatedTo(rule)]
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        if (reached.has(id)) continue
        reached.add(id)
        const other = byId.get(id)
        if (other) open.push(...relatedTo(other))
      }
      expect([...reached]).not.toContain(rule.id)
    }
  })
})
