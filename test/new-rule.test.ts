import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from './jest.ts'
import { folderWith, removeFolder, root, runNode } from './process.ts'

/*
 * Adding a rule takes three commands: a copy of the project gets a rule by script, its rows run, its page is written, and
 * taking it away again leaves everything as it was.
 */
const id = 'seven-nodes-for-ever'
const parts = [
  'facts',
  'model',
  'policies',
  'engine',
  'source',
  'lint',
  'scripts',
  'webhook',
  'cli',
  'docs',
  'manifests',
  'test/policies',
  'test/webhook',
  'action',
  'recovery',
  'schemas',
  'action.yml',
  'bound.ts',
  'index.ts',
  'package.json',
  'jest.config.js',
  'tsconfig.json',
  ...globSync('test/*.ts', { cwd: root }).filter(name => !name.endsWith('.test.ts')),
]

let project: string
beforeAll(() => {
  project = folderWith()
  mkdirSync(join(project, 'test'))
  for (const part of parts) cpSync(join(root, part), join(project, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'))
  fewRules()
})
afterAll(() => removeFolder(project))

/** What is tried does not depend on how many rules there are, only the time it takes does: three of them stay. */
function fewRules(): void {
  const kept = ['pods-not-parallel', 'replicas-even', 'replicas-not-clustered']
  const names = kept.map(rule => rule.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()))
  const gone = (line: string): boolean =>
    (line.startsWith('import ') &&
      line.includes("from './") &&
      !kept.some(rule => line.endsWith(`'./${rule}.ts'`))) ||
    (/^ {2}\w+,$/.test(line) && !names.includes(line.slice(2, -1)))
  const lines = read('policies/index.ts').split('\n')
  writeFileSync(join(project, 'policies/index.ts'), lines.filter(line => !gone(line)).join('\n'))
  expect(run('docs.ts')).toMatchObject({ code: 0 })
}

const run = (script: string, ...args: string[]) =>
  runNode([join('scripts', script), ...args], {
    cwd: project,
    env: { NODE_DISABLE_COMPILE_CACHE: '', NODE_COMPILE_CACHE: join(project, 'compiled') },
  })
const read = (path: string): string => readFileSync(join(project, path), 'utf8')

test('a rule is added, fires, is documented and removed', () => {
  const [index, table] = [read('policies/index.ts'), read('docs/rules/README.md')]

  expect(run('new-rule.ts', id)).toMatchObject({ code: 0, err: '' })
  expect(run('new-rule.ts', id)).toMatchObject({ code: 2 })
  expect(run('new-rule.ts', 'NotAnId')).toMatchObject({ code: 2 })
  expect(read('policies/index.ts')).toContain(`import sevenNodesForEver from './${id}.ts'`)

  const rows = run('rule.ts', id)
  expect(rows.out).toMatch(/\d+ passed, 0 failed/)
  expect(rows).toMatchObject({ code: 0, err: '' })
  expect(rows.out).toContain(`# ${id}`)

  writeFileSync(
    join(project, `test/policies/${id}.ts`),
    read(`test/policies/${id}.ts`).replace('cluster({ replicas: 7 })', 'cluster()'),
  )
  expect(run('rule.ts', id)).toMatchObject({ code: 1 })

  expect(run('docs.ts', '--check')).toMatchObject({ code: 1 })
  expect(run('docs.ts')).toMatchObject({ code: 0 })
  expect(read(`docs/rules/${id}.md`)).toContain('-replicas: 7\n+replicas: 3\n')

  for (const path of [`policies/${id}.ts`, `test/policies/${id}.ts`]) rmSync(join(project, path))
  writeFileSync(join(project, 'policies/index.ts'), index)
  expect(run('docs.ts')).toMatchObject({ code: 0 })
  expect(existsSync(join(project, `docs/rules/${id}.md`))).toBe(false)
  expect(read('docs/rules/README.md')).toBe(table)
})
