import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cluster } from '../../policies/sample.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { builtCommand, folderWith, type Ran, removeFolder, runNode } from '../process.ts'

/* The exit codes of the contract, as a shell sees them, and what is said of them where. */
let built: ReturnType<typeof builtCommand>
const cwd = folderWith({
  'good.yaml': cluster(),
  'bad.yaml': cluster({ service: { clusterIP: '10.96.0.10' } }),
  'other.yaml': 'kind: ConfigMap\n',
  'wrong.json': '{"failOn": "sometimes"}',
})
beforeAll(() => {
  built = builtCommand()
})
afterAll(() => [cwd, built.folder].forEach(removeFolder))

const run = (words: string): Ran => runNode([built.launcher, ...words.split(' ')], { cwd })

describe('exit code', () => {
  test.each<[number, string, RegExp, RegExp]>([
    [0, 'lint good.yaml', /^mq\/rabbitmq /, /^$/],
    [1, 'lint bad.yaml', /^error {3}service-not-headless/m, /^$/],
    [3, 'lint other.yaml --require-cluster', /^No RabbitMQ/, /^warrener: no RabbitMQ found/],
    [
      4,
      'lint good.yaml --format json=no/where.json',
      /^$/,
      /^warrener: no\/where\.json cannot be written: there is no such/,
    ],
  ])('%i: warrener %s', (code, words, out, err) => {
    expect(run(words)).toEqual({
      code,
      out: expect.stringMatching(out),
      err: expect.stringMatching(err),
    })
  })

  test.each([
    [2, 'lint --config wrong.json --format json', /^warrener: wrong\.json:1:12: failOn must be one of/],
    [3, 'lint nix.yaml --format sarif', /^warrener: nothing to lint: nix\.yaml does not exist\n$/],
  ])('%i, and what programs read parses: warrener %s', (code, words, err) => {
    const ran = run(words)
    expect([ran.code, typeof JSON.parse(ran.out)]).toEqual([code, 'object'])
    expect(ran.err).toMatch(err)
  })
})

/** With an output that is a full disk. */
function onFullDisk(words: string): Ran {
  const full = openSync('/dev/full', 'w')
  const { status, stderr } = spawnSync(process.execPath, [built.launcher, ...words.split(' ')], {
    cwd,
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  })
  closeSync(full)
  return { code: status, out: '', err: stderr }
}

describe('what the system refuses is one sentence', () => {
  // Only Linux has such a device.
  const isThere = process.platform === 'linux'
  test.each(isThere ? ['lint bad.yaml', 'explain failover'] : [])(
    'a full disk behind standard output: %s',
    words => {
      expect(onFullDisk(words)).toMatchObject({
        code: 4,
        err: 'warrener: what is to be said cannot be written: the disk is full (ENOSPC)\n',
      })
    },
  )

  test('a working directory that is gone', () => {
    const gone = join(cwd, 'gone')
    mkdirSync(gone)
    const script = `rmdir "$0"; exec "$@"`
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', script, gone, process.execPath, built.launcher, 'lint'],
      {
        cwd: gone,
        encoding: 'utf8',
      },
    )
    expect([status, stderr]).toEqual([
      3,
      'warrener: nothing to lint: the working directory is not there any more\n',
    ])
  })

  test('a file that this user may not read', () => {
    const secret = folderWith({ 'a.yaml': cluster(), 'b.yaml': cluster() })
    chmodSync(secret, 0o755)
    chmodSync(join(secret, 'a.yaml'), 0o644)
    chmodSync(join(secret, 'b.yaml'), 0)
    for (const folder of ['', 'bin', 'dist', 'docs', 'docs/rules'])
      chmodSync(join(built.folder, folder), 0o755)
    const isRoot = process.getuid?.() === 0
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [built.launcher, 'lint', 'a.yaml', 'b.yaml'],
      {
        cwd: secret,
        encoding: 'utf8',
        ...(isRoot ? { uid: 65534, gid: 65534 } : {}),
        env: { HOME: '/nonexistent' },
      },
    )
    chmodSync(join(secret, 'b.yaml'), 0o600)
    rmSync(secret, { recursive: true })
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('b.yaml cannot be read: permission denied (EACCES)\n'),
    ])
    expect(stdout).toContain('document-unreadable')
  })
})
