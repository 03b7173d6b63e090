import { lint } from '../../index.ts'
import { logLines } from '../../model/rule/log.ts'
import { rules } from '../../policies/index.ts'
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts'
import { afterAll, beforeAll, expect, test } from '../jest.ts'
import { refusals } from './refused-objects.ts'

/*
 * Objects that a rule calls refused, on a real API server: it refuses them, with a line that the rule knows.
 */
let controlPlane: ControlPlane
beforeAll(async () => {
  controlPlane = await startControlPlane()
  for (const name of ['mq', 'tried']) await controlPlane.kubectl(['create', 'namespace', name])
})
afterAll(() => controlPlane?.stop())

test.each(refusals)('what the API server says of an object that is refused: $name', async refusal => {
  const { rule: id, manifests, says, good, isTried } = refusal
  const found = lint([{ name: 'rabbitmq.yaml', text: manifests }]).findings.filter(({ rule }) => rule === id)
  expect(found.map(({ severity }) => severity)).toContain('error')

  const refused = isTried
    ? await controlPlane.kubectl(
        ['apply', '-f', '-'],
        manifests.replaceAll('namespace: mq', 'namespace: tried'),
      )
    : await controlPlane.kubectl(['apply', '--dry-run=server', '-f', '-'], manifests)
  expect(refused.code).not.toBe(0)
  expect(refused.stderr).toContain(says)
  const lines = logLines(rules.find(rule => rule.id === id)?.log)
  expect(lines.some(({ pattern }) => refused.stderr.split('\n').some(line => pattern.test(line)))).toBe(true)

  const taken = await controlPlane.kubectl(['apply', '--dry-run=server', '-f', '-'], good)
  expect([taken.code, taken.stderr]).toEqual([0, ''])
  expect(lint([{ name: 'rabbitmq.yaml', text: good }]).findings.filter(({ rule }) => rule === id)).toEqual([])
})
