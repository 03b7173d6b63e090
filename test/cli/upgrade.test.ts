import { cluster, policyFile } from '../../policies/sample.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { warrener } from './run.ts'

let cwd = ''
beforeAll(() => {
  cwd = folderWith({
    'clean.yaml': cluster({ image: 'rabbitmq:4.0.9-management' }),
    'blocked.yaml': cluster({
      image: 'rabbitmq:3.13.7-management',
      definitions: policyFile('{"ha-mode": "all", "ha-sync-mode": "automatic"}'),
    }),
    'empty.yaml': '',
    'none.yaml': 'kind: ConfigMap\n',
  })
})
afterAll(() => removeFolder(cwd))
const run = (...argv: readonly string[]) => warrener(['upgrade', ...argv], { cwd })

test('what blocks it, what to type and what to change', async () => {
  const { code, out } = await run('--to', '4.2', 'blocked.yaml')
  expect({ code, out }).toMatchSnapshot()
  for (const line of out.split('\n').filter(text => !/^ {4}(?:kubectl|#)/.test(text)))
    expect(line.length).toBeLessThanOrEqual(80)
})

const codes: readonly (readonly [string, readonly string[], number])[] = [
  ['nothing blocks', ['--to', '4.2', 'clean.yaml'], 0],
  ['it runs that release', ['--to', '4.0', 'clean.yaml'], 0],
  ['something blocks', ['--to', '4.2', 'blocked.yaml'], 1],
  ['there is no way', ['--to', '3.13', 'clean.yaml'], 1],
  ['there is no RabbitMQ', ['--to', '4.2', 'none.yaml'], 0],
  ['the input is empty', ['--to', '4.2', 'absent.yaml'], 3],
  ['the release is none', ['--to', 'new', 'clean.yaml'], 2],
  ['no release is named', ['clean.yaml'], 2],
]
describe.each(codes)('where %s', (_, argv, expected) => {
  test(`it ends with ${expected}`, async () => expect((await run(...argv)).code).toBe(expected))
})

test('JSON has the shape that it says, also where there is no plan', async () => {
  const { out } = await run('--to', '4.2', '--format', 'json', 'blocked.yaml')
  expect(JSON.parse(out)).toMatchObject({
    schema: 'warrener/upgrade-plan/v1',
    clusters: [
      {
        ...{ name: 'mq/rabbitmq', from: '3.13.7', to: expect.stringMatching(/^4\.2\./) },
        hops: [
          {
            blockers: [{ rule: 'mirroring-removed', file: 'blocked.yaml' }],
            edits: [{ file: 'blocked.yaml', diff: expect.stringMatching(/^--- a\/blocked\.yaml\n/) }],
          },
        ],
      },
    ],
  })
  const failed = await run('--to', '4.2', '--format', 'json', 'absent.yaml')
  expect(JSON.parse(failed.out)).toMatchObject({ error: { code: 3 }, clusters: [] })
})
