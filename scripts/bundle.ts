import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'

export const root = join(import.meta.dirname, '..')

/** ES modules that ask for their own address (tinyglobby) get it in a CommonJS bundle too. */
const moduleAddress = {
  define: { 'import.meta.url': 'moduleAddress.href' },
  banner: {
    js: "const moduleAddress={get href(){return require('node:url').pathToFileURL(__filename).href}};",
  },
}
/** How all bundles are made, unless they say otherwise. */
export const forNode: BuildOptions = {
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
  // What is loaded later is required: code that was compiled before says that to import is an experiment.
  supported: { 'dynamic-import': false },
  ...moduleAddress,
}

/**
 * Builds one file of nothing but ASCII, which V8 keeps in half the space. esbuild escapes what it can; it leaves regular
 * expressions, where the unicodeEscape means the same.
 */
export async function bundle(options: BuildOptions): Promise<Metafile> {
  const { metafile, outputFiles } = await build({ ...forNode, ...options, metafile: true, write: false })
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text.replace(/[\u0080-\uffff]/g, unicodeEscape))
  }
  return metafile
}
const unicodeEscape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
