import childProcess from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { BuildOptions, Metafile, Plugin } from 'esbuild'
import { bundle, root } from './bundle.ts'
import { childProcessLate, forCore, ofRun } from './bundled-packages.ts'
import { forKubeconfig } from './kubeconfig-package.ts'
import { buildFunction, buildLambda } from './lambda/build.ts'
import { licences } from './licences.ts'

/** Loads a module from a bundle of its own, when it is first imported. */
const apart = (filter: RegExp, path: string): Plugin => ({
  name: `apart: ${path}`,
  setup: ({ onResolve }) =>
    onResolve({ filter }, ({ kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined)),
})

/**
 * What runs the others from compiled code; the command; the webhook, which the launcher starts by itself, and the thread that
 * judges its large reviews; the commands on a live cluster; certificates of the webhook's own, which few make.
 */
export const buildCommand = (outdir: string): Promise<readonly Metafile[]> =>
  Promise.all([
    bundle({ entryPoints: ['cli/start/bin.ts'], outfile: join(outdir, 'start.cjs'), banner: {} }),
    bundle({
      entryPoints: ['cli/bin.ts'],
      outfile: join(outdir, 'warrener.cjs'),
      plugins: [
        ...ofRun,
        childProcessLate,
        apart(/\/commands\/webhook\.ts$/, './webhook.cjs'),
        apart(/\/live\/main\.ts$/, './live.cjs'),
      ],
    }),
    bundle({
      entryPoints: ['live/main.ts'],
      outfile: join(outdir, 'live.cjs'),
      plugins: [forKubeconfig, ...ofRun, childProcessLate],
    }),
    bundle({
      entryPoints: ['cli/commands/webhook.ts'],
      outfile: join(outdir, 'webhook.cjs'),
      plugins: [forKubeconfig, ...ofRun, childProcessLate, apart(/\/self-signed\.ts$/, './self-signed.cjs')],
    }),
    bundle({
      entryPoints: ['webhook/apart/thread.ts'],
      outfile: join(outdir, 'webhook-thread.cjs'),
      plugins: [...ofRun, childProcessLate],
    }),
    bundle({
      entryPoints: ['webhook/self-signed/self-signed.ts'],
      outfile: join(outdir, 'self-signed.cjs'),
      plugins: [forKubeconfig],
    }),
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
    [join(root, 'node_modules/typescript-native/bin/tsc'), '-p', 'tsconfig.types.json'],
    { cwd: root, stdio: 'inherit' },
  )
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

/** The texts under which the bundled packages may be passed on, beside the bundles. */
export function writeLicences(file: string, metafiles: readonly Metafile[]): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, licences(root, metafiles))
}

async function buildPackage(dist: string): Promise<void> {
  rmSync(dist, { recursive: true, force: true })
  const bundles = await Promise.all([
    buildCommand(dist),
    buildLibrary(dist),
    buildFunction(join(dist, 'lambda')),
  ])
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
  lambda: [buildLambda, join(root, 'dist')],
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
