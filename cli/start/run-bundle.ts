import { isAscii } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { constants, Script } from 'node:vm'
import { readCompiled, writeCompiled } from './cache-file.ts'
import { cacheFolder } from './cache-folder.ts'

const [prologue, epilogue] = ['(function(exports,require,module,__filename,__dirname){', '\n})']
/** One run in so many looks whether much more is compiled by now than the cache holds. */
const looksAgain = 1 / 64
/** So much larger has the code to be for a new file. */
const grown = 1.05

/**
 * Runs a CommonJS bundle and gives its exports. Most of what a short run takes is compiling; so at the end of a run the
 * functions that ran are kept as compiled code, and the next run reads them. The bundle requires built-in modules only. Where no cache can be read or written, it runs all the same.
 * @param file absolute path of the bundle
 * @param use what it is run for: another command runs other functions
 */
export function runBundle(file: string, use: string): unknown {
  const source = wrapped(file)
  const { env, platform } = process
  const folder = cacheFolder({ env, platform, uid: process.getuid?.() })
  const name = `${use}-${process.version}-${process.arch}-${flagsHash()}`
  const encoding = isAscii(source) ? 'latin1' : 'utf8'
  const text = source.toString(encoding)
  const kept =
    folder === undefined ? undefined : readCompiled(join(folder, name), source, bytes => over(source, bytes))
  const script = new Script(text, {
    filename: file,
    // Places in stacks are those of the bundle.
    columnOffset: -prologue.length,
    ...(kept === undefined ? {} : { cachedData: kept }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  const before = script.cachedDataRejected === false ? (kept?.length ?? 0) : 0
  if (folder !== undefined && (before === 0 || Math.random() < looksAgain)) {
    process.once('exit', () => keep(folder, name, Buffer.from(text, encoding), script, before))
  }
  const module = { exports: {} }
  script.runInThisContext()(module.exports, require, module, file, dirname(file))
  return module.exports
}

/** So many times what a bundle takes is what its compiled code takes at most, as a rule. */
const compiledTimes = 2

/** The text of a module as the function that it is run as, put together where it is read: a copy costs more than to read it. */
function wrapped(file: string): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const source = Buffer.allocUnsafeSlow(compiledTimes * size + prologue.length + epilogue.length)
    source.write(prologue, 'latin1')
    const end = prologue.length + readSync(descriptor, source, prologue.length, size, 0)
    return source.subarray(0, end + source.write(epilogue, end, 'latin1'))
  } finally {
    closeSync(descriptor)
  }
}

/** So many bytes of the memory of a text that is not needed any more: what was never written to costs more than it does. */
const over = ({ buffer }: Buffer, bytes: number): Buffer =>
  bytes <= buffer.byteLength ? Buffer.from(buffer, 0, bytes) : Buffer.allocUnsafeSlow(bytes)

function keep(folder: string, name: string, source: Buffer, script: Script, before: number): void {
  try {
    const compiled = script.createCachedData()
    if (compiled.length > before * grown) writeCompiled(folder, name, source, compiled)
  } catch {
    // A full disk or a folder that is gone: the next run compiles again.
  }
}

/** Tells apart what V8 compiles differently: it refuses code that was compiled with other flags. */
function flagsHash(): string {
  let hash = 0
  for (const character of [...process.execArgv, process.env.NODE_OPTIONS].join(' '))
    hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0
  return (hash >>> 0).toString(36)
}
