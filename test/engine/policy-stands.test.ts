import { lint } from '../../index.ts'
import { cluster } from '../../policies/sample.ts'
import { expect, test } from '../jest.ts'

const conf = [
  'default_policies.operator.a.queue_pattern = ^a',
  'default_policies.operator.a.classic_queues.ha_mode = exactly',
  'default_policies.operator.a.classic_queues.ha_params = 9',
].join('\n')
const saidOf = (image: string): readonly string[] => {
  const { findings, notEvaluated } = lint([{ name: 'a.yaml', text: cluster({ image, conf }) }])
  const rule = 'mirror-count-exceeds-replicas'
  return [
    ...findings.filter(finding => finding.rule === rule).map(({ severity }) => severity),
    ...notEvaluated.filter(gap => gap.rule === rule).map(({ why }) => why),
  ]
}

test('a policy that only newer releases read is judged where the release is one of them', () => {
  expect(saidOf('rabbitmq:3.12.14')).toEqual(['info'])
  expect(saidOf('rabbitmq:3.8.9')).toEqual([])
})
test('and listed as not evaluated where the release may be one of them', () => {
  expect(saidOf('registry.example/rabbitmq:custom')).toEqual(["the tag 'custom' does not tell the release"])
})
