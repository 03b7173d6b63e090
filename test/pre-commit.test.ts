import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { cluster } from '../policies/sample.ts'
import { afterAll, beforeAll, describe, expect, test } from './jest.ts'
import { builtCommand, folderWith, type Ran, removeFolder, root, runNode } from './process.ts'

/* The hook of pre-commit, run as that runs it: the words of its entry, then the staged files. */
const [hook, ...others] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly {
  readonly id: string
  readonly entry: string
  readonly language: string
  readonly require_serial: boolean
}[]

let command: ReturnType<typeof builtCommand>
beforeAll(() => {
  command = builtCommand()
})
afterAll(() => removeFolder(command.folder))

const [workload = '', service = '', ...rest] = cluster({ service: { clusterIP: '10.96.0.10' } }).split(
  '---\n',
)
const tree = {
  'deploy/sts.yaml': workload,
  'network/svc.yaml': service,
  'rest.yaml': rest.join('---\n'),
  'ci/build.yaml': 'on: push\n',
}

test('there is one, whose process sees all staged files', () => {
  expect([hook, others]).toMatchObject([{ id: 'warrener', language: 'node', require_serial: true }, []])
})

describe('reports', () => {
  const run = (...staged: readonly string[]): Ran => {
    const folder = folderWith(tree)
    const [program, ...words] = (hook?.entry ?? '').split(' ')
    expect(program).toBe('warrener')
    const ran = runNode([command.launcher, ...words, '--format', 'concise', ...staged], { cwd: folder })
    removeFolder(folder)
    return ran
  }

  test('what is staged, by what belongs to it in the tree', () => {
    const { code, out } = run('network/svc.yaml')
    expect([code, out.split(': ')[0]]).toEqual([1, 'network/svc.yaml:7:14'])
    expect(out).toContain('service-not-headless')
  })
  test('nothing of what is not staged', () =>
    expect(run('deploy/sts.yaml')).toMatchObject({ code: 0, out: '' }))
  test('nothing of what is no manifest', () =>
    expect(run('ci/build.yaml')).toMatchObject({ code: 0, out: '' }))
})
