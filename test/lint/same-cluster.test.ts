import fc from 'fast-check'
import { lint } from '../../index.ts'
import { describe, expect, test } from '../jest.ts'
import { tries } from '../tries.ts'
import { clusters, named } from './shapes/clusters.ts'
import type { Described } from './shapes/described.ts'
import { unsayable } from './shapes/unsayable.ts'
import { type Shape, shapes, written } from './shapes/written.ts'

/*
 * One cluster has one set of defects, whoever makes the pods: written as a StatefulSet, as a RabbitmqCluster, as values of a chart and
 * as what the chart makes of them, each rule says the same of it, but for what a shape cannot say (shapes/unsayable.ts).
 */

/** What is found: rule, severity, and the key or the part of a definition that it is about. */
function found(cluster: Described, shape: Shape): ReadonlySet<string> {
  const report = lint([
    { name: shape === 'values' ? 'values.yaml' : 'mq.yaml', text: written(cluster, shape) },
  ])
  expect([shape, report.clusters.length, report.defects]).toEqual([shape, 1, []])
  return new Set(
    report.findings.map(({ rule, severity, inner }) => [rule, severity, thingOf(inner)].join(' ')),
  )
}
/** A number in a list is no name: a list of plugins is a text here and members there. */
const thingOf = (inner = ''): string => (/^\/\d+$/.test(inner) ? '' : inner)

interface Said {
  readonly finding: string
  readonly rule: string
  readonly by: ReadonlySet<Shape>
}
/** All that is found in some shape, with the shapes that it is found in. */
function saidOf(cluster: Described): readonly Said[] {
  const all = shapes.map(shape => [shape, found(cluster, shape)] as const)
  return [...new Set(all.flatMap(([, own]) => [...own]))].map(finding => ({
    finding,
    rule: finding.slice(0, finding.indexOf(' ')),
    by: new Set(all.filter(([, own]) => own.has(finding)).map(([shape]) => shape)),
  }))
}

const leftOut = Object.entries(unsayable).flatMap(([rule, reasons]) =>
  Object.keys(reasons).map(shape => [rule, shape] as const),
)
/** Whether the shapes that can say it do not all say the same. */
function differs({ rule, by }: Said, table = leftOut): boolean {
  const sayable = shapes.filter(shape => !table.some(([other, left]) => other === rule && left === shape))
  const saying = sayable.filter(shape => by.has(shape))
  return saying.length > 0 && saying.length < sayable.length
}
const shown = ({ finding, by }: Said): string => `${finding}: only in ${[...by].join(', ')}`

const generated = [{ numRuns: 40, seed: 1 }, tries(5)]
  .flatMap(inputs => fc.sample(clusters, inputs))
  .map((cluster, index) => [`number ${index}`, cluster] as const)
const all = [...named, ...generated].map(([name, cluster]) => [name, saidOf(cluster), cluster] as const)

describe('the same is found in each shape of', () => {
  test.each(all)('%s', (_, said, cluster) => {
    const different = said.filter(one => differs(one))
    expect([different.map(shown), different.length > 0 ? cluster : undefined]).toEqual([[], undefined])
  })
})

test('much is compared', () => {
  const compared = all.flatMap(([, said]) => said).filter(({ by }) => by.size === shapes.length)
  expect(new Set(compared.map(({ rule }) => rule)).size).toBeGreaterThan(30)
})

test.each(leftOut)('%s needs to be left out of %s', (rule, shape) => {
  const others = leftOut.filter(([other, left]) => other !== rule || left !== shape)
  expect(all.some(([, said]) => said.some(one => one.rule === rule && differs(one, others)))).toBe(true)
})
