import childProcess from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { licences } from './licences.ts'
import { withoutRuleTexts } from './rule-texts.ts'

const root = join(import.meta.dirname, '..')

/** ES modules that ask for their own address (tinyglobby) get it in a CommonJS bundle too. */
const moduleAddress = {
  define: { 'import.meta.url': 'moduleAddress.href' },
  banner: {
    js: "const moduleAddress={get href(){return require('node:url').pathToFileURL(__filename).href}};",
  },
}
const forNode: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22.19',
  format: 'cjs',
  // The CommonJS form of jsonc-parser cannot be bundled, its module form can.
  mainFields: ['module', 'main'],
  // Names stay, so that the stack of a defect can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  ...moduleAddress,
}

/** Loads a module from a bundle of its own, when it is first imported. */
const apart = (filter: RegExp, path: string): Plugin => ({
  name: `apart: ${path}`,
  setup: ({ onResolve }) =>
    onResolve({ filter }, ({ kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined)),
})

/**
 * commander names the module that starts programs, and starts none here: loading it is a tenth of what Node itself takes
 * to start. It is loaded when something of it is asked for.
 */
const childProcessLate: Plugin = {
  name: 'node:child_process when it is called',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'late' }))
    onLoad({ filter: /.*/, namespace: 'late' }, () => {
      const members = Object.keys(childProcess).map(
        name => `get ${name}() { return require('child_process').${name} }`,
      )
      return { contents: `module.exports = { ${members.join(', ')} }` }
    })
  },
}

/** commander takes modules of Node as a whole: esbuild would copy all that they export, and it uses a few functions. */
const wholeModules: Plugin = {
  name: 'modules of Node for commander',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:(?:fs|path|process)$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'whole' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'whole' }, ({ path }) => ({
      contents: `export default ${path === 'node:process' ? 'process' : `require('${path.replace('node:', '')}')`}`,
    }))
  },
}

/** js-yaml is one file, which fills tables for what makes values and writes them: a module by itself is what tells events. */
const yamlEvents: Plugin = {
  name: 'the parser of js-yaml by itself',
  setup: ({ onResolve, onLoad }) => {
    const path = 'node_modules/js-yaml/dist/js-yaml.mjs'
    onResolve({ filter: /^js-yaml$/ }, ({ namespace }) =>
      namespace === 'events' ? { path: join(root, path), sideEffects: false } : { path, namespace: 'events' },
    )
    onLoad({ filter: /.*/, namespace: 'events' }, async () => {
      const text = await readFile(join(root, path), 'utf8')
      const own = text.matchAll(
        /^\/\/#region src\/(?:common|parser\/(?!constructor))[\s\S]*?^\/\/#endregion$/gm,
      )
      const names = 'CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE'
      const contents = [
        ...[...own].map(([region]) => region),
        `export { ${names}, YAMLException }`,
        `export { dump, visit } from 'js-yaml'`,
      ]
      return { contents: contents.join('\n'), resolveDir: root }
    })
  },
}

/** To ask Unicode which letters a name may have takes longer than all else that commander does; ours are ASCII. */
const asciiNames: Plugin = {
  name: 'names of options in ASCII',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]commander[\\/]lib[\\/]option\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      if (!text.includes('\\p{ID_Continue}')) throw new Error('commander finds variadic options otherwise')
      return { contents: text.replace('\\p{ID_Continue}', '\\w') }
    }),
}

/**
 * Packages of which most runs call nothing, with the functions that are called. Until one of them is, all of a package is
 * one function to V8, which nothing of it takes time but its text.
 */
const late: Readonly<Record<string, readonly string[]>> = {
  unbash: ['parse', 'forEachChild'],
  ignore: ['default'],
}
const latePackages: Plugin = {
  name: 'packages when they are called',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: new RegExp(`^(?:${Object.keys(late).join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'substitute',
    }))
    onLoad({ filter: /.*/, namespace: 'substitute' }, ({ path }) => ({
      contents: (late[path] ?? [])
        .map(
          name => `${name === 'default' ? 'export default' : `export const ${name} =`} (...given) =>
          require('whole ${path}').${name}(...given)`,
        )
        .join('\n'),
    }))
    onResolve({ filter: /^whole / }, ({ path }) => ({
      // Such that its licence is found.
      path: path.replace('whole ', 'node_modules/'),
      namespace: 'package',
    }))
    onLoad({ filter: /.*/, namespace: 'package' }, async ({ path }) => {
      const name = path.replace('node_modules/', '')
      const contents = `export { ${(late[name] ?? []).join(', ')} } from '${name}'`
      const whole = { ...forNode, stdin: { contents, resolveDir: root }, banner: {}, write: false } as const
      return { contents: (await build(whole)).outputFiles[0]?.text ?? '' }
    })
  },
}

/** jsonc-parser fills tables for what writes JSON, which is not used here, and does not say that it could be left out. */
const withoutIntern: Plugin = {
  name: 'jsonc-parser without what it writes with',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/impl\/(?:format|edit)$/ }, ({ path, resolveDir }) =>
      resolveDir.includes('jsonc-parser')
        ? { path: join(resolveDir, `${path}.js`), sideEffects: false }
        : undefined,
    ),
}

/** What rules are run with holds nothing that no run needs. */
const ofRun: readonly Plugin[] = [
  withoutRuleTexts,
  withoutIntern,
  yamlEvents,
  wholeModules,
  asciiNames,
  latePackages,
]

/**
 * What runs the others from compiled code; the command; the webhook, which the launcher starts by itself, and its
 * look-ups, whose library is large.
 */
export const buildCommand = (outdir: string): Promise<readonly Metafile[]> =>
  Promise.all([
    bundle({ entryPoints: ['cli/start/bin.ts'], outfile: join(outdir, 'start.cjs'), banner: {} }),
    bundle({
      entryPoints: ['cli/bin.ts'],
      outfile: join(outdir, 'warrener.cjs'),
      plugins: [...ofRun, childProcessLate, apart(/\/commands\/webhook\.ts$/, './webhook.cjs')],
    }),
    bundle({
      entryPoints: ['cli/commands/webhook.ts'],
      outfile: join(outdir, 'webhook.cjs'),
      plugins: [...ofRun, childProcessLate, apart(/\/cluster-reader\.ts$/, './cluster-reader.cjs')],
    }),
    bundle({ entryPoints: ['webhook/cluster-reader.ts'], outfile: join(outdir, 'cluster-reader.cjs') }),
  ])

/** What `import 'warrener'` gives: one ES module without Node built-ins. */
export async function buildLibrary(outdir: string): Promise<readonly Metafile[]> {
  const library = await bundle({
    entryPoints: ['index.ts'],
    outfile: join(outdir, 'index.js'),
    platform: 'browser',
    target: 'es2023',
    format: 'esm',
    banner: {},
    define: {},
  })
  return [library]
}

/** Types of the library, one file per module. */
export function buildTypes(): void {
  childProcess.execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'],
    { cwd: root, stdio: 'inherit' },
  )
}

/**
 * What @actions/core has of Node: all else that it would load (cryptography for a token, files by promises, every name of
 * a module) takes as long as to lint a small tree.
 */
const ofNode: Readonly<Record<string, string>> = {
  crypto: `export { randomUUID } from './action/token.ts'`,
  fs: `const fs = require('node:fs')
    const late = name => (...given) => fs.promises[name](...given)
    export const { appendFileSync, constants, existsSync } = fs
    export const promises = { access: late('access'), appendFile: late('appendFile'), writeFile: late('writeFile') }`,
  os: `const os = require('node:os')
    export const { EOL } = os
    export default os`,
}
const forCore: Plugin = {
  name: 'what @actions/core stands on',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^@actions\/(?:http-client|exec)(?:\/|$)/ }, () => ({
      path: join(root, 'action/unused.ts'),
    }))
    onResolve({ filter: new RegExp(`^(?:${Object.keys(ofNode).join('|')})$`) }, ({ path, importer }) =>
      /[\\/]@actions[\\/]core[\\/]/.test(importer) ? { path, namespace: 'core' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'core' }, ({ path }) => ({
      contents: ofNode[path] ?? '',
      resolveDir: root,
    }))
  },
}

/**
 * The Action, and what runs it from compiled code where an earlier run left some. It downloads nothing. What
 * @actions/core has for requests and for starting programs is not used and left out.
 */
export function buildAction(folder: string): Promise<readonly Metafile[]> {
  // It is committed, so its size counts.
  const committed: BuildOptions = { minify: true, target: 'node24' }
  return Promise.all([
    bundle({
      ...committed,
      entryPoints: ['action/start.ts'],
      outfile: join(folder, 'index.cjs'),
      banner: {},
    }),
    bundle({
      ...committed,
      entryPoints: ['action/bin.ts'],
      outfile: join(folder, 'action.cjs'),
      plugins: [...ofRun, childProcessLate, forCore],
    }),
  ])
}

/**
 * Builds one file of nothing but ASCII, which V8 keeps in half the space. esbuild escapes what it can; it leaves regular
 * expressions, where the unicodeEscape means the same.
 */
async function bundle(options: BuildOptions): Promise<Metafile> {
  const { metafile, outputFiles } = await build({ ...forNode, ...options, metafile: true, write: false })
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text.replace(/[\u0080-\uffff]/g, unicodeEscape))
  }
  return metafile
}
const unicodeEscape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** The texts under which the bundled packages may be passed on, beside the bundles. */
export function writeLicences(file: string, metafiles: readonly Metafile[]): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, licences(root, metafiles))
}

async function buildPackage(dist: string): Promise<void> {
  rmSync(dist, { recursive: true, force: true })
  const bundles = await Promise.all([buildCommand(dist), buildLibrary(dist)])
  writeLicences(join(dist, 'LICENCES.txt'), bundles.flat())
  buildTypes()
}

async function buildActionFolder(folder: string): Promise<void> {
  writeLicences(join(folder, 'LICENCES.txt'), await buildAction(folder))
}

/** What can be built, and where it goes unless a folder is named. */
const targets: Readonly<Record<string, readonly [(folder: string) => Promise<unknown>, string]>> = {
  package: [buildPackage, join(root, 'dist')],
  command: [buildCommand, join(root, 'dist')],
  library: [buildLibrary, join(root, 'dist')],
  action: [buildActionFolder, join(root, 'action/dist')],
}

if (import.meta.main) {
  const [, , name = 'package', folder] = process.argv
  const [work, usual] = targets[name] ?? []
  if (!work || !usual)
    throw new Error(`nothing to build is called ${name}: ${Object.keys(targets).join(', ')}`)
  // esbuild and tsc have said what is wrong.
  work(folder === undefined ? usual : resolve(folder)).catch(() => {
    process.exitCode = 1
  })
}
