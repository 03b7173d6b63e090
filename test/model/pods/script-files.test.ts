import { found, unknown } from '../../../model/kube/lookup.ts'
import type { ContainerFiles, File } from '../../../model/pods/files.ts'
import { commandsRun } from '../../../model/pods/script-files.ts'
import { describe, expect, test } from '../../jest.ts'

const scripts: Readonly<Record<string, string>> = {
  '/s/a.sh': 'cp a b\n. /s/lib.sh\n',
  '/s/lib.sh': '[ -f x ] && cp c d\n',
  '/s/loop.sh': 'cp a b; sh /s/loop.sh',
  '/s/broken.sh': 'if cp a b',
}
const files = {
  read: (path: string) =>
    scripts[path] === undefined ? unknown('') : found({ value: scripts[path], path } as File),
} as ContainerFiles

/** Names of the commands, `?` in front of those that may not run. */
const run = (...argv: readonly string[]): string =>
  commandsRun(argv, files)
    .commands.map(({ name, conditional }) => `${conditional ? '?' : ''}${name}`)
    .join(' ')

describe('scripts in files', () => {
  test.each([
    [['sh', '/s/a.sh'], 'cp [ ?cp'],
    [['/bin/bash', '-e', '/s/a.sh', 'x'], 'cp [ ?cp'],
    [['/s/a.sh'], 'cp [ ?cp'],
    [['sh', '-c', 'ls && . /s/lib.sh; sh /s/a.sh || true'], 'ls [ ?cp cp [ ?cp ?true'],
    [['sh', '-c', 'if x; then sh /s/a.sh; fi'], 'x ?cp ?[ ?cp'],
    [['sh', '/elsewhere.sh'], 'sh'],
    [['cp', '/s/a.sh', '/t'], 'cp'],
  ])('%j', (argv, expected) => expect(run(...argv)).toBe(expected))

  test('one that runs itself ends', () => {
    expect(run('sh', '/s/loop.sh').split(' ')).toHaveLength(33)
  })
  test('what is no shell is told', () => {
    expect(commandsRun(['sh', '/s/broken.sh'], files).errors).not.toEqual([])
  })
  test('texts are prepared before they are read', () => {
    const { commands } = commandsRun(['sh', '/s/lib.sh'], files, text => text.replace('cp', 'mv'))
    expect(commands.map(({ name }) => name)).toEqual(['[', 'mv'])
  })
})
