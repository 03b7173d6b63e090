import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { evaluate } from '../../engine/evaluate.ts'
import { review } from '../../engine/review.ts'
import { worldOf } from '../../model/kube/world.ts'
import { rules } from '../../policies/index.ts'
import { kubeObject } from '../../source/objects.ts'
import { expect, test } from '../jest.ts'
import { objectsOf } from '../webhook/ask.ts'

const text = ['services', 'config', 'statefulset']
  .map(file =>
    readFileSync(join(import.meta.dirname, '../../manifests/clusters/rabbitmq-3.13', `${file}.yaml`), 'utf8'),
  )
  .join('---\n')
/** The reference cluster with so many settings that no release knows. */
const world = (unknown: readonly string[]) =>
  worldOf(
    '',
    objectsOf(
      text.replace(
        'log.console = true',
        ['log.console = true', ...unknown.map(key => `${key} = 1`)].join('\n    '),
      ),
    ).map(value => kubeObject(value, { from: 'api' })),
    () => 'live',
  )
const keys = Array.from({ length: 30 }, (_, index) => `no_such_key_${index}`)
const options = { today: '2026-01-01', most: 10 }
const ofRule = <T extends { readonly rule: { readonly id: string } }>(all: readonly T[]): readonly T[] =>
  all.filter(({ rule }) => rule.id === 'conf-key-unknown')

test('a rule that has found enough ends, and says so', () => {
  const { findings, gaps } = evaluate(world(keys), rules, options)
  expect(ofRule(findings)).toHaveLength(10)
  expect(gaps).toContainEqual(
    expect.objectContaining({
      rule: 'conf-key-unknown',
      why: 'more than 10 findings of this rule',
      partial: false,
    }),
  )
  expect(ofRule(evaluate(world(keys), rules, { ...options, most: 30 }).findings)).toHaveLength(30)
  expect(ofRule(evaluate(world(keys), rules, {}).findings)).toHaveLength(30)
})

test('what comes to light because others are gone is not introduced, and what is new among the first is', () => {
  const shorter = review(world(keys), world(keys.slice(5)), rules, options)
  expect(ofRule(shorter.introduced)).toEqual([])
  expect(ofRule(shorter.newlyVisible)).toHaveLength(5)
  const few = review(world(keys.slice(0, 3)), world(keys), rules, options)
  expect(ofRule(few.introduced)).toHaveLength(7)
})
