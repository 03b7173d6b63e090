import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** What a process said and how it ended. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a program of this Node to its end. `env` replaces the environment but for PATH and HOME. */
export function runNode(
  args: readonly string[],
  {
    cwd,
    env = {},
    input = '',
  }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly input?: string },
): Ran {
  const { PATH = '', HOME = '' } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], {
    cwd,
    env: { PATH, HOME, NODE_DISABLE_COMPILE_CACHE: '1', ...env },
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  return { code: status, out: stdout, err: stderr }
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
  const launcher = join(folder, 'bin/warrener.cjs')
  copyFileSync(join(root, 'bin/warrener.cjs'), launcher)
  return { folder, launcher }
}

/** Runs scripts/build.ts. Throws what it said where it fails. */
export function build(target: string, folder: string): void {
  const { code, err } = runNode([join(root, 'scripts/build.ts'), target, folder], { cwd: root })
  if (code !== 0) throw new Error(err)
}
