import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cluster } from '../../policies/sample.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { warrener } from './run.ts'

const log = '[error]   - Conf file attempted to set unknown variable: vm_memory_high_watermark.ratio\n'
let cwd = ''
beforeAll(() => {
  cwd = folderWith({
    'node.log': log,
    'well.log': 'Server startup complete; 5 plugins started.\n',
    'empty.log': '\n',
    'rabbitmq.yaml': cluster({ conf: 'vm_memory_high_watermark.ratio = 0.4' }),
    'silenced.yaml': cluster({ conf: 'vm_memory_high_watermark.ratio = 0.4' }).replace(
      '  name: rabbitmq\n',
      '  name: rabbitmq\n  annotations: { warrener.dev/ignore: "conf-key-unknown: known" }\n',
    ),
  })
  mkdirSync(join(cwd, 'logs'))
})
afterAll(() => removeFolder(cwd))
const run = (argv: readonly string[], input = '') => warrener(['diagnose', ...argv], { cwd, input })

test('what the log tells, and the line of the manifests that causes it', async () => {
  const { code, out } = await run(['node.log', 'rabbitmq.yaml'])
  expect({ code, out }).toMatchSnapshot()
})

test('a log on standard input, without manifests', async () => {
  const { code, out } = await run([], log)
  expect({ code, out }).toMatchSnapshot()
})

const codes: readonly (readonly [string, readonly string[], string, number])[] = [
  ['with an answer', ['-', 'rabbitmq.yaml'], log, 0],
  ['without one', ['well.log', 'rabbitmq.yaml'], '', 1],
  ['a log that is a folder', ['logs', 'rabbitmq.yaml'], '', 2],
  ['standard input twice', ['-', '-'], log, 2],
  ['an empty log', ['empty.log'], '', 3],
  ['nothing on standard input', ['-'], '', 3],
  ['a log that is not there', ['absent.log'], '', 3],
  ['manifests that are not there', ['node.log', 'absent.yaml'], '', 3],
]
describe.each(codes)('%s', (_, argv, input, expected) => {
  test(`ends with ${expected}`, async () => expect((await run(argv, input)).code).toBe(expected))

  test('always parses as JSON', async () => {
    const { code, out, err } = await run([...argv, '--format', 'json'], input)
    expect(code).toBe(expected)
    const { schema, causes, error } = JSON.parse(out)
    expect({ schema, hasCauses: causes.length > 0, error: error?.code }).toEqual({
      schema: 'warrener/diagnosis/v1',
      hasCauses: expected === 0,
      error: expected > 1 ? expected : undefined,
    })
    if (expected > 1) expect(err).toMatch(/^warrener: .+\n$/)
  })
})

test('what is silenced is found all the same', async () => {
  const { out } = await run(['node.log', 'silenced.yaml', '--format', 'json'])
  expect(JSON.parse(out).causes[0].findings).toHaveLength(1)
})

test('the release that the log tells is the one that manifests without one are judged by', async () => {
  const policy = `apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: { name: mq, namespace: mq }\nspec:\n  replicas: 3\n  image: registry.example/mq:latest\n  rabbitmq:\n    additionalConfig: cluster_formation.randomized_startup_delay_range.min = 5\n`
  const folder = folderWith({ 'mq.yaml': policy })
  const banner = '[info] <0.1.0>  Starting RabbitMQ 4.0.5 on Erlang 27.1'
  const line = `${banner}\nConf file attempted to set unknown variable: cluster_formation.randomized_startup_delay_range.min`
  const { out } = await warrener(['diagnose', '-', 'mq.yaml', '--format', 'json'], {
    cwd: folder,
    input: line,
  })
  removeFolder(folder)
  expect(JSON.parse(out)).toMatchObject({
    node: { release: '4.0.5' },
    causes: [{ rule: 'conf-key-unknown', findings: [{ file: 'mq.yaml' }] }],
  })
})

test('a hostile log moves no cursor and says no command', async () => {
  const line = `${log.trim()}\u001b]0;owned\u0007\n::error::x\n{error,not_json}\u009b2J`
  const { out } = await run(['--color', 'never', '-'], line)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
  expect(out).not.toMatch(/[\u0007\u001b\u009b]/)
})
