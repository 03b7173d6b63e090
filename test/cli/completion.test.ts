import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { warrener } from './run.ts'

const cwd = folderWith()
afterAll(() => removeFolder(cwd))
const script = async (shell: string): Promise<string> => (await warrener(['completion', shell], { cwd })).out

/** What is typed, word by word, and what is offered for the last one. */
const rows: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
  [['ex'], ['explain']],
  [['in'], ['init']],
  [['lint', '--form'], ['--format']],
  [['lint', '--format', 's'], ['sarif']],
  [['lint', '--format', '=', 'ju'], ['junit']],
  [
    ['fix', '--fail-on', ''],
    ['error', 'warning', 'info', 'never'],
  ],
  [['lint', '--only', 'service-not-h'], ['service-not-headless']],
  [['lint', '--rule', 'service-not-h'], ['service-not-headless=']],
  [['lint', '--rabbitmq-version', ''], []],
  [['explain', 'fail'], ['failover']],
  [['explain', 'scale-d'], ['scale-down']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['rules', '--format', 'j'], ['json']],
  [['krm', '--h'], ['--help']],
  [['nix', '--'], []],
]

describe('bash', () => {
  test('offers what there is', async () => {
    writeFileSync(join(cwd, 'w.bash'), await script('bash'))
    const tries = rows.map(
      ([words]) =>
        `COMP_WORDS=(warrener ${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _warrener; echo "\${COMPREPLY[*]}"`,
    )
    const { stdout, stderr } = spawnSync(
      'bash',
      ['--norc', '-u', '-c', ['. ./w.bash', ...tries].join('\n')],
      { cwd, encoding: 'utf8' },
    )
    // compopt may be asked for only while something is completed, and says so.
    expect(stderr).toBe('')
    expect(
      stdout
        .split('\n')
        .slice(0, -1)
        .map(line => line.split(' ').filter(word => word !== '')),
    ).toEqual(rows.map(([, offered]) => offered))
  })

  test('takes each command and option that help shows, and no other', async () => {
    const help = (await warrener(['lint', '--help'], { cwd })).out
    const shown = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag)
    const [, options] = /^ {4}lint\)[\s\S]*?options="(.*)"/m.exec(await script('bash')) ?? []
    expect(options?.split(' ').sort()).toEqual(shown.sort())
  })
})

test.each(['zsh', 'fish'])('%s is told the same commands and rules', async shell => {
  const text = await script(shell)
  for (const word of ['lint', 'explain', '--fail-on', 'service-not-headless', 'sarif', 'failover'])
    expect(text).toContain(shell === 'fish' ? word.replace(/^--/, '-l ') : word)
})

test('another shell is wrong usage', async () => {
  expect((await warrener(['completion', 'csh'], { cwd })).code).toBe(2)
})
