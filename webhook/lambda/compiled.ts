import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'

/*
 * A function is new for most of its first requests, and most of what those take is compiling. So what runs for a first one
 * lies compiled beside the bundles. V8 takes it where it is that of its own version and flags, and else compiles, which is
 * slower and right all the same.
 */

/** A bundle that was run, and what it requires of those beside it. */
export interface Loaded {
  readonly script: Script
  readonly exports: unknown
}

/** The bundles of a function. */
export const bundles = ['webhook.cjs', 'cluster-reader.cjs', 'config.cjs'] as const
/** Those of which there is compiled code. A config file is rare, and its check is short. */
export const compiledBundles: readonly Bundle[] = ['webhook.cjs', 'cluster-reader.cjs']
export type Bundle = (typeof bundles)[number]

/** The file of the compiled code of a bundle: code of one processor is not for another. */
export const compiledName = (bundle: Bundle): string => `${bundle}.${process.arch}`

/** What stands around a bundle, which makes a function of it: it is put there when it is built, as a copy takes time. */
export const [prologue, epilogue] = ['(function(exports,require,module,__filename,__dirname){', '\n})']

/**
 * Runs a CommonJS bundle of a folder, in what stands around it, and those that it requires by `./name`, each once.
 * @param builtin how it requires modules of Node
 */
export function loader(folder: string, builtin: (id: string) => unknown): (bundle: Bundle) => Loaded {
  const loaded = new Map<Bundle, Loaded>()
  const load = (bundle: Bundle): Loaded => {
    const known = loaded.get(bundle)
    if (known) return known
    const filename = join(folder, bundle)
    const compiled = join(folder, compiledName(bundle))
    // The bundles are ASCII.
    const script = new Script(readFileSync(filename, 'latin1'), {
      // The name is part of what is compiled, which is the same wherever it lies.
      filename: bundle,
      ...(existsSync(compiled) ? { cachedData: readFileSync(compiled) } : {}),
    })
    const module = { exports: {} }
    const require = (id: string): unknown => {
      const beside = bundles.find(name => id === `./${name}`)
      return beside === undefined ? builtin(id) : load(beside).exports
    }
    script.runInThisContext()(module.exports, require, module, filename, folder)
    const result = { script, exports: module.exports }
    loaded.set(bundle, result)
    return result
  }
  return load
}
