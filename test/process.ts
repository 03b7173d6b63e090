import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** What a process said and how it ended. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

/** Runs a program of this Node to its end. `env` replaces the environment but for PATH and HOME. */
export function runNode(args: readonly string[], { cwd, env = {}, input = '' }: RunOptions): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], {
    cwd,
    env: environment(env),
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  return { code: status, out: stdout, err: stderr }
}

/** As `runNode`, while others run too. */
export const startNode = (args: readonly string[], { cwd, env = {} }: RunOptions): Promise<Ran> =>
  new Promise(resolve => {
    const child = execFile(process.execPath, [...args], { cwd, env: environment(env) }, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    )
  })

function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '' } = process.env
  return { PATH, HOME, NODE_DISABLE_COMPILE_CACHE: '1', ...env }
}

/** A new folder with these files, by path. Its real path, so that it compares equal to what a process sees. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'warrener-test-')))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** Builds the command as the package holds it, into a new folder. Gives the launcher. */
export function builtCommand(): { readonly folder: string; readonly launcher: string } {
  const folder = folderWith()
  build('command', join(folder, 'dist'))
  mkdirSync(join(folder, 'bin'))
  cpSync(join(root, 'docs/rules'), join(folder, 'docs/rules'), { recursive: true })
  const launcher = join(folder, 'bin/warrener.cjs')
  copyFileSync(join(root, 'bin/warrener.cjs'), launcher)
  return { folder, launcher }
}

/**
 * What scripts/build.ts makes of these sources, in a folder. What was built of the very same files before is copied.
 * Throws what the script said where it fails.
 */
export function build(target: string, folder: string): void {
  const kept = join(builds, sourcesHash(), target)
  if (!existsSync(kept)) {
    const made = folderWith()
    const { code, err } = runNode([join(root, 'scripts/build.ts'), target, made], { cwd: root })
    if (code !== 0) throw new Error(err)
    for (const name of existsSync(builds) ? readdirSync(builds) : [])
      if (name !== sourcesHash()) removeFolder(join(builds, name))
    keepWhole(made, kept)
  }
  cpSync(kept, folder, { recursive: true })
}
const builds = join(root, 'node_modules/.cache/warrener-builds')

/** Puts a folder in its place whole; another process may do the same. */
function keepWhole(made: string, kept: string): void {
  const beside = `${kept}.${process.pid}`
  cpSync(made, beside, { recursive: true })
  removeFolder(made)
  try {
    renameSync(beside, kept)
  } catch (error) {
    if (!existsSync(kept)) throw error
    removeFolder(beside)
  }
}

/** All files that a build can read: what is ours, and what the packages are. */
const sourcesHash = (): string => {
  hashed ??= hashOf(
    globSync(
      [
        '{facts,model,policies,engine,source,lint,cli,action,webhook,live,scripts,docs,bin,schemas}/**/*',
        '*.{ts,json}',
      ],
      {
        cwd: root,
        exclude: name => name === 'action/dist',
      },
    ),
  )
  return hashed
}
let hashed: string | undefined
function hashOf(names: readonly string[]): string {
  const hash = createHash('sha256')
  for (const name of [...names].sort()) {
    const file = join(root, name)
    if (statSync(file).isFile()) hash.update(`${name}\0`).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 24)
}
