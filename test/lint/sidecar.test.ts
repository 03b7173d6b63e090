import { lintInput } from '../../lint/lint.ts'
import { isObject, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import type { Rule } from '../../model/rule/rule.ts'
import { rules } from '../../policies/index.ts'
import { yaml } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { inputOf, withNeighbours } from '../row-checks.ts'
import { objectsOf } from '../webhook/ask.ts'

/*
 * A node may be a sidecar, an init container with `restartPolicy: Always`: the same is found of it as of one of `containers`.
 */

/** Something that the pod needs to have beside its sidecars. */
const pause = { name: 'pause', image: 'registry.k8s.io/pause:3.10' }

/** The same pods, with the containers of the list as sidecars after the init containers. */
const asSidecars = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(asSidecars)
  if (!isObject(value)) return value
  const containers = listOf(value.containers)
  const isPodSpec = containers.some(one => member(one, 'image') !== undefined)
  if (!isPodSpec)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asSidecars(part)]))
  const sidecars = containers.map(one => ({ ...(one as JsonObject), restartPolicy: 'Always' }))
  return { ...value, initContainers: [...listOf(value.initContainers), ...sidecars], containers: [pause] }
}

function found(rule: Rule, text: string): readonly string[] {
  const input = inputOf([{ name: 'manifests.yaml', text }])
  const { report } = lintInput(input, withNeighbours(rule), { today: '2026-01-01' })
  expect(report.defects).toEqual([])
  return report.findings
    .filter(finding => finding.rule === rule.id)
    .map(({ severity, message, inner, help }) => [severity, message, inner, help].join('\n'))
}

/** What it says rests on there being no other container. */
const ofOneContainer = 'discovery-rights-unneeded'
/** Rules of which the example has pods, and no other file or state before. */
const ofPods = rules.flatMap(rule => {
  if (
    rule.id === ofOneContainer ||
    rule.scope === 'change' ||
    rule.scope === 'document' ||
    rule.scope === 'suppression'
  )
    return []
  const { bad } = rule.example()
  if (typeof bad !== 'string' || !/\n *containers:\n/.test(bad)) return []
  return [[rule.id, rule, bad] as const]
})

test('they are most rules', () => expect(ofPods.length).toBeGreaterThan(rules.length * 0.7))

describe('the same is found of a node that is a sidecar', () => {
  test.each(ofPods)('%s', (_, rule, bad) => {
    const turned = yaml(...objectsOf(bad).map(object => asSidecars(object) as JsonObject))
    expect(found(rule, turned)).toEqual(found(rule, bad))
  })
})
