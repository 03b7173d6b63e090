import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '../jest.ts'
import { builtCommand, folderWith, removeFolder, runNode } from '../process.ts'

/** Of a cluster that nobody reaches. */
const kubeconfig = `apiVersion: v1
kind: Config
current-context: c
contexts: [{name: c, context: {cluster: c, user: u}}]
clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: u, user: {token: t}}]
`
const folder = folderWith({ kubeconfig })
let built: ReturnType<typeof builtCommand>
beforeAll(() => {
  built = builtCommand()
})
afterAll(() => {
  removeFolder(built.folder)
  removeFolder(folder)
})

/** The bundle that the launcher starts, and the one of all commands, which loads it. */
const programs = (): readonly string[] => [built.launcher, join(built.folder, 'dist/warrener.cjs')]

test.each<[string, readonly string[], number, RegExp]>([
  [
    'audit',
    ['--format', 'json'],
    3,
    /"error": \{\s+"code": 3,\s+"message": "nothing to audit: the API server does not answer: /,
  ],
  ['doctor', [], 1, /^FAILED {3}API server: it does not answer: connect ECONNREFUSED 127\.0\.0\.1:1/m],
  ['doctor', ['--context', 'other'], 2, /^$/],
  ['uninstall', ['--only-configurations'], 1, /^$/],
])('%s %j of the package', (command, args, code, says) => {
  for (const program of programs()) {
    const ran = runNode([program, command, '--kubeconfig', 'kubeconfig', ...args], { cwd: folder })
    expect(ran).toMatchObject({ code })
    expect(ran.out).toMatch(says)
    expect(ran.err).not.toContain('defect of ours')
  }
})

test('help lists them, and their options', () => {
  for (const program of programs()) {
    const { code, out } = runNode([program, 'audit', '--help'], { cwd: folder })
    expect({ code, lists: out.includes('--read-secrets') }).toEqual({ code: 0, lists: true })
  }
  const { out } = runNode([built.launcher, '--help'], { cwd: folder })
  for (const command of ['audit', 'doctor', 'uninstall'])
    expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'))
})
