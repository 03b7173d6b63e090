import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Metafile, Plugin } from 'esbuild'
import { type Zippable, zipSync } from 'fflate'
import { bundles, epilogue, prologue } from '../../webhook/lambda/compiled.ts'
import { bundle, root } from '../bundle.ts'
import { childProcessLate, ofRun } from '../bundled-packages.ts'
import { licences } from '../licences.ts'

/** What is loaded when it is first needed, as a bundle of its own: without a kubeconfig, and a config file, a function needs none of it. */
const late: Plugin = {
  name: 'late parts of a function',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/(?:cluster-reader|lambda\/config)\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.cjs`, external: true } : undefined,
    ),
}

/** The earliest time that a zip can say, in whatever zone. */
const mtime = new Date(1980, 0, 1)

/** The function as files: what Lambda calls is `handler` of `lambda.cjs`. */
export async function buildFunction(folder: string): Promise<readonly Metafile[]> {
  const metafiles = await Promise.all([
    bundle({ entryPoints: ['webhook/lambda/start.ts'], outfile: join(folder, 'lambda.cjs'), banner: {} }),
    bundle({
      entryPoints: ['webhook/lambda.ts'],
      outfile: join(folder, 'webhook.cjs'),
      plugins: [...ofRun, childProcessLate, late],
      supported: { 'dynamic-import': false },
    }),
    bundle({
      entryPoints: ['webhook/lambda/config.ts'],
      outfile: join(folder, 'config.cjs'),
      plugins: [...ofRun],
    }),
    bundle({
      entryPoints: ['webhook/cluster-reader.ts'],
      outfile: join(folder, 'cluster-reader.cjs'),
      // Most of it is not ours, and half of what the zip may hold.
      minify: true,
      supported: { 'dynamic-import': false },
    }),
  ])
  for (const name of bundles) {
    const file = join(folder, name)
    writeFileSync(file, prologue + readFileSync(file, 'latin1') + epilogue)
  }
  return metafiles
}

/**
 * The function for AWS Lambda, as a zip: the same one for the same sources, packages and Node, but for some bytes of what V8
 * compiled.
 * @param folder where `warrener-lambda.zip` goes
 */
export async function buildLambda(folder: string): Promise<void> {
  const made = mkdtempSync(join(tmpdir(), 'warrener-lambda-'))
  try {
    const metafiles = await buildFunction(made)
    writeFileSync(join(made, 'LICENCES.txt'), licences(root, metafiles))
    writeFileSync(join(made, 'LICENSE'), readFileSync(join(root, 'LICENSE')))
    compile(made)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'warrener-lambda.zip'), zipped(made))
  } finally {
    rmSync(made, { recursive: true })
  }
}

/** By the flags that Lambda has, which are none: V8 takes compiled code of no others. */
function compile(folder: string): void {
  execFileSync(process.execPath, [join(import.meta.dirname, 'compile.ts'), folder], {
    env: {},
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function zipped(folder: string): Uint8Array {
  const files: Zippable = {}
  // For Lambda everybody may read what is in it. Source: docs.aws.amazon.com, "Deploying Node.js Lambda functions with .zip file archives".
  for (const name of readdirSync(folder).toSorted())
    files[name] = [readFileSync(join(folder, name)), { mtime, os: 3, attrs: 0o100644 << 16, level: 9 }]
  return zipSync(files)
}
