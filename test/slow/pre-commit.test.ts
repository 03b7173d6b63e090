import { execFileSync, spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { cluster } from '../../policies/sample.ts'
import { asNobody } from '../action/runner.ts'
import { expect, test } from '../jest.ts'
import { folderWith, removeFolder, root } from '../process.ts'
import { pythonTool } from '../python-tool.ts'

const git = (cwd: string, ...args: readonly string[]): string => {
  return execFileSync('git', [...asNobody, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}

/** A clone of what these files are now. */
function clone(): { readonly folder: string; readonly revision: string } {
  const folder = folderWith()
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  })
  execFileSync('tar', ['--null', '--files-from=-', '--ignore-failed-read', '-cf', `${folder}/all.tar`], {
    cwd: root,
    input: files,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  execFileSync('tar', ['-xf', 'all.tar'], { cwd: folder })
  git(folder, 'init', '-q')
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '-m', 'all')
  return { folder, revision: git(folder, 'rev-parse', 'HEAD') }
}

test('pre-commit installs the hook from a clone, and it refuses a commit', async () => {
  const program = await pythonTool('pre-commit', '4.7.0')
  const { folder: origin, revision } = clone()
  const user = folderWith({
    '.pre-commit-config.yaml': `repos: [{ repo: '${origin}', rev: ${revision}, hooks: [{ id: warrener }] }]\n`,
    'a.yaml': cluster({ service: { clusterIP: '10.96.0.10' } }),
  })
  const home = folderWith()
  // It takes what is called nodejs before what is called node.
  const bin = folderWith()
  for (const name of ['node', 'nodejs']) symlinkSync(process.execPath, join(bin, name))
  git(user, 'init', '-q')
  git(user, 'add', '-A')
  const run = (): { readonly status: number | null; readonly out: string } => {
    const { status, stdout, stderr } = spawnSync(program, ['run', '--color', 'never'], {
      cwd: user,
      encoding: 'utf8',
      env: {
        ...process.env,
        PRE_COMMIT_HOME: home,
        PATH: `${bin}:${process.env.PATH}`,
      },
    })
    return { status, out: stdout + stderr }
  }
  const refused = run()
  expect(refused.out).toContain('service-not-headless')
  expect(refused.status).toBe(1)
  git(user, 'rm', '-q', '-f', 'a.yaml')
  const taken = folderWith({ 'a.yaml': cluster() })
  execFileSync('cp', [`${taken}/a.yaml`, user])
  git(user, 'add', '-A')
  expect(run()).toMatchObject({ status: 0 })
  for (const folder of [origin, user, home, taken, bin]) removeFolder(folder)
})
