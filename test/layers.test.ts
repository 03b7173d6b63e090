import { globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { cluster } from '../policies/sample.ts'
import { describe, expect, test } from './jest.ts'
import { folderWith, removeFolder, root, runNode } from './process.ts'

/** What the modules of each folder may import from, beside their own folder. `index.ts` is `.`. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  facts: [],
  model: ['facts'],
  policies: ['model', 'facts'],
  engine: ['model', 'facts'],
  source: ['model', 'facts'],
  lint: ['engine', 'source', 'model', 'facts'],
  recovery: ['lint', 'engine', 'source', 'model', 'facts'],
  diagnose: ['lint', 'source', 'model', 'facts'],
  '.': ['recovery', 'lint', 'policies', 'engine', 'source', 'model', 'facts'],
  webhook: ['.', 'recovery', 'lint', 'policies', 'engine', 'source', 'model', 'facts'],
  cli: ['diagnose', '.', 'recovery', 'lint', 'policies', 'engine', 'source', 'model', 'facts'],
  live: ['webhook', 'cli', '.', 'recovery', 'lint', 'policies', 'engine', 'source', 'model', 'facts'],
  action: ['cli', '.', 'recovery', 'lint', 'policies', 'engine', 'source', 'model', 'facts'],
}
/** The rooms of `model/`, and what the modules of each may import from beside their own room and those below `kube` and `formats`. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  kube: [],
  'formats/text': ['kube'],
  'formats/conf': ['formats/text', 'kube'],
  'formats/erlang': ['formats/text', 'kube'],
  'formats/json': ['formats/text', 'kube'],
  'formats/shell': ['formats/text', 'kube'],
  'formats/commands': ['formats/shell', 'formats/json', 'formats/text', 'kube'],
  formats: ['formats/commands', 'formats/conf', 'formats/erlang', 'formats/json', 'formats/text', 'kube'],
  pods: ['formats', 'kube'],
  'pods/makers': ['pods', 'formats', 'kube'],
  'pods/makers/charts': ['pods', 'formats', 'kube'],
  broker: ['pods', 'formats', 'kube'],
  settings: ['broker', 'pods', 'formats', 'kube'],
  names: ['settings', 'broker', 'pods', 'formats', 'kube'],
  messaging: ['settings', 'broker', 'pods', 'formats', 'kube'],
  access: ['messaging', 'settings', 'broker', 'pods', 'formats', 'kube'],
  '': ['access', 'messaging', 'names', 'settings', 'broker', 'pods', 'formats', 'kube'],
  rule: ['', 'access', 'messaging', 'names', 'settings', 'broker', 'pods', 'formats', 'kube'],
}
/** The modules of `model/pods/makers/` that others may import, and who may. */
const makerDoors: Readonly<Record<string, RegExp>> = {
  'model/pods/makers/workloads.ts':
    /^(?:model\/broker\/broker\.ts$|policies\/|webhook\/|lint\/|source\/visibility\.ts$)/,
  'model/pods/makers/charts/holders.ts': /^source\//,
  'model/pods/makers/charts/known.ts': /^source\//,
}
/** The places where a front end uses another: the command starts the webhook, and a function reads what the command calls its config file. */
const exceptions: ReadonlySet<string> = new Set([
  'cli/commands/webhook.ts webhook/main.ts',
  'webhook/lambda/config.ts cli/config/for-webhook.ts',
  'webhook/lambda/config.ts cli/config/parse.ts',
  'webhook/lambda.ts cli/version.ts',
  'cli/program.ts live/main.ts',
])

/** Folders that run in a browser too. */
const pure = ['facts', 'model', 'policies', 'engine', 'source', 'lint', 'diagnose', 'recovery', '.']
/** Packages that they may use: none of them needs Node. */
const purePackages: ReadonlySet<string> = new Set(['js-yaml', 'jsonc-parser', '@noble/hashes', 'unbash'])

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
    'bound.ts',
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

describe('rooms of the model', () => {
  const roomOf = (file: string): string => dirname(file).split('/').slice(1).join('/')
  const inModel = (file: string): boolean => folderOf(file) === 'model'

  test('each is listed', () => {
    expect([...new Set(sources.filter(inModel).map(roomOf))].sort()).toEqual(Object.keys(rooms).sort())
  })

  test.each(Object.keys(rooms))('model/%s imports only what lies below it', room => {
    const allowed = [room, ...(rooms[room] ?? [])]
    const within = (other: string): boolean =>
      allowed.some(name => other === name || (name !== '' && other.startsWith(`${name}/`)))
    const wrong = imports.filter(
      ({ from, to, isOurs }) =>
        isOurs && inModel(from) && inModel(to) && roomOf(from) === room && !within(roomOf(to)),
    )
    expect(wrong).toEqual([])
  })

  const inMakers = (file: string): boolean => file.startsWith('model/pods/makers/')

  test('who makes pods is asked through its doors only', () => {
    const into = imports.filter(({ from, to }) => inMakers(to) && !inMakers(from))
    expect(new Set(into.map(({ to }) => to))).toEqual(new Set(Object.keys(makerDoors)))
    expect(into.filter(({ from, to }) => makerDoors[to]?.test(from) !== true)).toEqual([])
  })

  test('and nobody asks which one it was', () => {
    const asks =
      /\.kind [!=]== (?:'(?:RabbitmqCluster|HelmValues)'|valuesKind\b|(?:kinds\.)?RabbitmqCluster\b)/
    const asking = sources.filter(
      file =>
        /^(?:model|policies|engine|lint)\//.test(file) &&
        !inMakers(file) &&
        asks.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(asking).toEqual([])
  })
})

test('no module imports itself by way of others, not even a type', () => {
  const targets = Map.groupBy(
    imports.filter(({ isOurs }) => isOurs),
    ({ from }) => from,
  )
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
    if (done.has(file) || path.includes(file)) return
    for (const { to } of targets.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of targets.keys()) visit(file, [])
  expect(circles).toEqual([])
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
const text = ${JSON.stringify(cluster({ service: { clusterIP: 'None' } }))}
const { summary, findings } = lint([{ name: 'a.yaml', text }])
writeSync(1, summary.clusters + ' cluster, ' + findings.map(({ rule }) => rule).join(' '))
`
