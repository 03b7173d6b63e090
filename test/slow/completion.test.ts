import { execFileSync } from 'node:child_process'
import { existsSync, globSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { completion, type Shell } from '../../cli/completion/completion.ts'
import { program } from '../../cli/program.ts'
import { aptOf } from '../brokers/apt.ts'
import { layOut, unpack } from '../brokers/install.ts'
import { cacheFolder } from '../cache-folder.ts'
import { afterAll, beforeAll, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'

/*
 * The shells themselves, as Debian has them, complete what was typed. Nothing is installed: they are unpacked into the cache folder, and
 * started with the libraries beside them.
 */
const root = join(cacheFolder(), 'shells-bookworm')
const cwd = folderWith()
afterAll(() => removeFolder(cwd))

beforeAll(async () => {
  for (const shell of ['zsh', 'fish'] as const) writeFileSync(join(cwd, shell), script(shell))
  if (existsSync(root)) return
  await mkdir(cacheFolder(), { recursive: true })
  const work = await mkdtemp(`${root}-`)
  const apt = await aptOf('bookworm', join(work, 'apt'))
  await apt.download(['zsh', 'fish'])
  await layOut(join(work, 'root'))
  for (const deb of await apt.debs()) await unpack(deb, join(work, 'root'))
  await rename(join(work, 'root'), root)
  await rm(work, { recursive: true })
}, 600_000)

function script(shell: Shell): string {
  const silent = { write: () => undefined, isTTY: false }
  const host = { cwd, env: {}, stdin: async () => Buffer.alloc(0), out: silent, err: silent }
  return completion(
    shell,
    program(host, () => undefined, []),
  )
}

/** The words that start a program of the folder. */
function started(path: string): readonly string[] {
  const [loader = ''] = globSync(['usr/lib64/ld-linux*', 'usr/lib/ld-linux*'], { cwd: root })
  const libraries = globSync('usr/lib/*-linux-gnu', { cwd: root }).map(folder => join(root, folder))
  return [join(root, loader), '--library-path', libraries.join(':'), join(root, path)]
}
function run([command = '', ...more]: readonly string[], args: readonly string[]): string {
  const { PATH = '' } = process.env
  return execFileSync(command, [...more, ...args], { cwd, env: { PATH, HOME: cwd, TERM: 'dumb' } }).toString()
}

test.each<[string, readonly string[]]>([
  ['lint --form', ['--format']],
  ['lint --format s', ['sarif']],
  ['lint --fail-on ', ['error', 'info', 'never', 'warning']],
  ['lint --only service-not-h', ['service-not-headless']],
  ['explain fail', ['failover']],
  ['completion ', ['bash', 'fish', 'zsh']],
  ['ini', ['init']],
])('fish: %s', (typed, offered) => {
  const said = run(started('usr/bin/fish'), [
    '--no-config',
    '-c',
    `set -p fish_function_path ${root}/usr/share/fish/functions; source ./fish; complete -C 'warrener ${typed}'`,
  ])
  expect(
    said
      .split('\n')
      .filter(line => line !== '')
      .map(line => line.split('\t')[0])
      .sort(),
  ).toEqual(offered)
})

test.each<[string, string]>([
  ['lint --form', 'lint --format='],
  ['lint --fail-on nev', 'lint --fail-on never'],
  ['lint --only service-not-h', 'lint --only service-not-headless'],
  ['explain failo', 'explain failover'],
  ['completion fi', 'completion fish'],
  ['ini', 'init'],
])('zsh: %s', (typed, completed) => {
  const modules = join(root, globSync('usr/lib/*/zsh/5*', { cwd: root })[0] ?? '')
  const zsh = started('bin/zsh').join(' ')
  // A zsh at a terminal of its own: it prints its line when it has completed it. What is waited for is there, or the test ends in time.
  const program = `
module_path=(${modules})
zmodload zsh/zpty
zpty z '${zsh} -f -i'
zpty -w z 'module_path=(${modules}); fpath=(${root}/usr/share/zsh/functions ${root}/usr/share/zsh/functions/**/*(/)); PROMPT=; autoload -Uz compinit; compinit -D -u; source ${cwd}/zsh; show() { print -r -- "<$BUFFER>" }; zle -N show; bindkey "^X" show; print re""ady'
zpty -r z out '*ready*'
zpty -w -n z $'warrener ${typed}\\t\\x18'
zpty -r z out '*<*>*'
print -r -- "$out"`
  expect(run(started('bin/zsh'), ['-f', '-c', program])).toContain(`<warrener ${completed}`)
})
