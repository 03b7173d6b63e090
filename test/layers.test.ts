import { globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import ts from 'typescript'
import { cluster } from '../policies/sample.ts'
import { folderWith, removeFolder, root, runNode } from './process.ts'

/** What the modules of each folder may import from, beside their own folder. `index.ts` is `.`. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  facts: [],
  model: ['facts'],
  policies: ['model', 'facts'],
  engine: ['model', 'facts'],
  source: ['model', 'facts'],
  lint: ['engine', 'source', 'model', 'facts'],
  '.': ['lint', 'policies', 'engine', 'source', 'model', 'facts'],
  webhook: ['.', 'lint', 'policies', 'engine', 'source', 'model', 'facts'],
  cli: ['.', 'lint', 'policies', 'engine', 'source', 'model', 'facts'],
  action: ['cli', '.', 'lint', 'policies', 'engine', 'source', 'model', 'facts'],
}
/** The one place where a front end starts another. */
const exceptions: ReadonlySet<string> = new Set(['cli/commands/webhook.ts webhook/main.ts'])

/** Folders that run in a browser too. */
const pure = ['facts', 'model', 'policies', 'engine', 'source', 'lint', '.']
/** Packages that they may use: none of them needs Node. */
const purePackages: ReadonlySet<string> = new Set([
  'js-yaml',
  'jsonc-parser',
  '@noble/hashes',
  'unbash',
  'rfc6902',
])

interface Import {
  readonly from: string
  /** A path from the root where it is ours, else as it is written. */
  readonly to: string
  readonly isOurs: boolean
}
const folderOf = (file: string): string => dirname(file).split('/')[0] ?? '.'
const modules = globSync(
  [
    ...Object.keys(arrows)
      .filter(folder => folder !== '.')
      .map(folder => `${folder}/**/*.ts`),
    'index.ts',
  ],
  { cwd: root },
)
const sources = modules.filter(file => !file.endsWith('.d.ts') && !file.startsWith('action/dist/')).sort()
const imports: readonly Import[] = sources.flatMap(from => {
  const text = readFileSync(join(root, from), 'utf8')
  const targets = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
  return targets.map(target => {
    const isOurs = target.startsWith('.')
    return { from, to: isOurs ? normalize(join(dirname(from), target)) : target, isOurs }
  })
})

describe('arrows', () => {
  test('there is something to check', () => {
    for (const folder of Object.keys(arrows))
      expect([folder, sources.filter(file => folderOf(file) === folder).length > 0]).toEqual([folder, true])
    expect(imports.filter(({ isOurs }) => isOurs).length).toBeGreaterThan(100)
  })

  test.each(Object.keys(arrows))('%s imports only what lies below it', folder => {
    const allowed = [folder, ...(arrows[folder] ?? [])]
    const wrong = imports.filter(
      entry =>
        folderOf(entry.from) === folder &&
        entry.isOurs &&
        !allowed.includes(folderOf(entry.to)) &&
        !exceptions.has(`${entry.from} ${entry.to}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('no Node below the front ends', () => {
  const builtins = new Set(builtinModules)
  const below = imports.filter(({ from }) => pure.includes(folderOf(from)))

  test('no built-in module, and no package but those that need none', () => {
    const wrong = below.filter(entry => {
      const name = entry.to.match(/^(?:@[^/]+\/)?[^/]+/)?.[0] ?? ''
      return !entry.isOurs && (entry.to.startsWith('node:') || builtins.has(name) || !purePackages.has(name))
    })
    expect(wrong).toEqual([])
  })

  test('no global of Node', () => {
    const wrong = sources.filter(
      file =>
        pure.includes(folderOf(file)) && /\b(?:Buffer\.|process\.|__dirname|require\()/.test(code(file)),
    )
    expect(wrong).toEqual([])
  })
  const code = (file: string): string =>
    readFileSync(join(root, file), 'utf8').replace(
      /\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g,
      '',
    )

  test('the library is bundled for a browser, and lints without what only Node has', () => {
    const folder = folderWith({ 'lint.mjs': withoutNode })
    expect(runNode([join(root, 'scripts/build.ts'), 'library', folder], { cwd: root })).toMatchObject({
      code: 0,
      err: '',
    })
    const bundle = readFileSync(join(folder, 'index.js'), 'utf8')
    const ran = runNode([join(folder, 'lint.mjs')], { cwd: folder })
    removeFolder(folder)
    expect(bundle).not.toMatch(/\brequire\(|from ?"node:|import\("/)
    expect(ran).toEqual({ code: 0, out: '1 cluster, not-ready-addresses-unpublished', err: '' })
  })
})

const withoutNode = `import { writeSync } from 'node:fs'
for (const name of ['process', 'Buffer', 'global', 'setImmediate', 'clearImmediate', 'require', 'module', '__dirname']) delete globalThis[name]
const { lint } = await import('./index.js')
const text = ${JSON.stringify(cluster({ service: 'clusterIP: None' }))}
const { summary, findings } = lint([{ name: 'a.yaml', text }])
writeSync(1, summary.clusters + ' cluster, ' + findings.map(({ rule }) => rule).join(' '))
`
