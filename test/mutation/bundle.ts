import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { instrumented, type Numbered } from './instrument.ts'

export interface Bundle {
  /** The body of a function of module, exports, require, $m and $f. */
  readonly code: string
  /** The number of a file, as `$f` says it. */
  readonly files: readonly string[]
  /** Which modules import a file. */
  readonly importers: ReadonlyMap<string, readonly string[]>
}

/** Suites that lint many trees to see that something else stays the same: what they notice of a mutant, rows do sooner. */
const slow = [
  ...['hostile', 'side-by-side', 'order', 'renamed', 'exported', 'square', 'oracle', 'lazy'],
  ...['same-cluster', 'strangers'],
]

/** Suites that run in this process: those that wait for something while they load are no part of a bundle. */
const suiteFiles = (): readonly string[] =>
  globSync('test/{model,engine,lint,source}/**/*.test.ts')
    .filter(file => !slow.includes(basename(file, '.test.ts')))
    .filter(file => !/^(?:const .*|for )?\(?await |^const .* await /m.test(readFileSync(file, 'utf8')))
    .sort()

/** Everything that checks mutants, with the mutants in it. */
export async function bundle(
  root: string,
  files: readonly string[],
  mutants: readonly Numbered[],
): Promise<Bundle> {
  const ofFile = Map.groupBy(mutants, ({ file }) => file)
  const suites = suiteFiles().map(file => `${JSON.stringify(file)}: () => import('../../${file}'),`)
  const plugin: Plugin = {
    name: 'mutants',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = relative(root, path)
        if (file === 'test/jest.ts') return { contents: "export * from './mutation/gather.ts'", loader: 'ts' }
        if (file === 'test/mutation/suites.ts')
          return { contents: `export default {${suites.join('\n')}}`, loader: 'ts' }
        const source = readFileSync(path, 'utf8')
        const number = files.indexOf(file)
        const contents = number < 0 ? source : instrumented(source, ofFile.get(file) ?? [], number)
        return {
          contents: contents
            .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
            .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
          loader: 'ts',
        }
      })
    },
  }
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['test/mutation/checks.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    packages: 'external',
    format: 'cjs',
    target: 'node24',
    logLevel: 'error',
    plugins: [plugin],
  })
  const importers = new Map<string, string[]>()
  for (const [file, { imports }] of Object.entries(metafile.inputs))
    for (const { path } of imports) importers.set(path, [...(importers.get(path) ?? []), file])
  return { code: outputFiles[0]?.text ?? '', files, importers }
}
