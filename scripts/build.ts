import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { licences } from './licences.ts'

const root = join(import.meta.dirname, '..')

/** ES modules that ask for their own address (tinyglobby) get it in a CommonJS bundle too. */
const moduleAddress = {
  define: { 'import.meta.url': 'moduleAddress' },
  banner: { js: "const moduleAddress=require('node:url').pathToFileURL(__filename).href;" },
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
  metafile: true,
  logLevel: 'warning',
  ...moduleAddress,
}

/** Loads a module from a bundle of its own, when it is first imported. */
const apart = (filter: RegExp, path: string): Plugin => ({
  name: `apart: ${path}`,
  setup: ({ onResolve }) =>
    onResolve({ filter }, ({ kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined)),
})

/** The command; the webhook, which the launcher starts by itself, and its look-ups, whose library is large. */
export async function buildCommand(outdir: string): Promise<readonly Metafile[]> {
  const command = await build({
    ...forNode,
    entryPoints: ['cli/bin.ts'],
    outfile: join(outdir, 'warrener.cjs'),
    plugins: [apart(/\/commands\/webhook\.ts$/, './webhook.cjs')],
  })
  const webhook = await build({
    ...forNode,
    entryPoints: ['cli/commands/webhook.ts'],
    outfile: join(outdir, 'webhook.cjs'),
    plugins: [apart(/\/cluster-reader\.ts$/, './cluster-reader.cjs')],
  })
  const reader = await build({
    ...forNode,
    entryPoints: ['webhook/cluster-reader.ts'],
    outfile: join(outdir, 'cluster-reader.cjs'),
  })
  return [command, webhook, reader].map(metafileOf)
}

/** What `import 'warrener'` gives: one ES module without Node built-ins. */
export async function buildLibrary(outdir: string): Promise<readonly Metafile[]> {
  const { banner: _, define: __, ...options } = forNode
  const library = await build({
    ...options,
    entryPoints: ['index.ts'],
    outfile: join(outdir, 'index.js'),
    platform: 'browser',
    target: 'es2023',
    format: 'esm',
  })
  return [metafileOf(library)]
}

/** Types of the library, one file per module. */
export function buildTypes(): void {
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'],
    { cwd: root, stdio: 'inherit' },
  )
}

/**
 * The Action: one file that downloads nothing. What @actions/core has for requests and for starting programs is not
 * used and left out.
 */
export async function buildAction(outfile: string): Promise<readonly Metafile[]> {
  const unused: Plugin = {
    name: 'unused parts of @actions/core',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^@actions\/(?:http-client|exec)(?:\/|$)/ }, () => ({
        path: join(root, 'action/unused.ts'),
      })),
  }
  const action = await build({
    ...forNode,
    // It is committed, so its size counts.
    minify: true,
    target: 'node24',
    entryPoints: ['action/bin.ts'],
    outfile,
    plugins: [unused],
  })
  return [metafileOf(action)]
}

function metafileOf({ metafile }: { readonly metafile?: Metafile | undefined }): Metafile {
  if (!metafile) throw new Error('esbuild gave no metafile')
  return metafile
}

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
  writeLicences(join(folder, 'LICENCES.txt'), await buildAction(join(folder, 'index.cjs')))
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
