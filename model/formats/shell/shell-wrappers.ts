import type { ShellWord } from './shell-text.ts'

/** What a command runs for another: more words, or a script in one word. */
export type Wrapped =
  | { readonly words: readonly ShellWord[]; readonly script?: undefined }
  | { readonly script: ShellWord; readonly errexit: boolean; readonly words?: undefined }

/** How a command that runs another one is called. */
interface Wrapper {
  /** Options that take the next word as their value. */
  readonly valued: readonly string[]
  /** Words between the options and the command. */
  readonly positional: number
  /** Whether `NAME=value` words may come before the command. */
  readonly assignments?: boolean
  /** Whether the command begins only behind a `--`. */
  readonly dashes?: boolean
}
const plain: Wrapper = { valued: [], positional: 0 }
/** Source: the manual pages of the commands (GNU coreutils, sudo, util-linux, gosu, tini, dumb-init, kubectl). */
const wrappers: Readonly<Record<string, Wrapper>> = {
  exec: { valued: ['-a'], positional: 0 },
  env: { valued: ['-u', '--unset', '-C', '--chdir'], positional: 0, assignments: true },
  timeout: { valued: ['-s', '--signal', '-k', '--kill-after'], positional: 1 },
  nohup: plain,
  setsid: plain,
  command: plain,
  builtin: plain,
  time: plain,
  busybox: plain,
  nice: { valued: ['-n', '--adjustment'], positional: 0 },
  ionice: { valued: ['-c', '-n', '-p'], positional: 0 },
  stdbuf: { valued: ['-i', '-o', '-e'], positional: 0 },
  gosu: { valued: [], positional: 1 },
  'su-exec': { valued: [], positional: 1 },
  sudo: { valued: ['-u', '--user', '-g', '--group', '-h', '-p', '-C'], positional: 0, assignments: true },
  tini: { valued: ['-p', '-e'], positional: 0 },
  'dumb-init': { valued: ['-r', '--rewrite'], positional: 0 },
  'docker-entrypoint.sh': plain,
  'entrypoint.sh': plain,
  kubectl: { valued: [], positional: 0, dashes: true },
  oc: { valued: [], positional: 0, dashes: true },
}
const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'mksh', 'zsh'])

/** The name a command is known by: the last part of its path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** What a command of these words runs for another; undefined where it is no wrapper, or what it runs cannot be told. */
export function unwrap(words: readonly ShellWord[]): Wrapped | undefined {
  const [first, ...rest] = words
  const name = baseName(first?.value ?? '')
  if (shells.has(name)) return shellScript(rest)
  if (name === 'su' || name === 'runuser') return switchedUser(rest)
  if (name === 'eval') return rest.length === 1 && rest[0] ? { script: rest[0], errexit: false } : undefined
  const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined
  const inner = wrapper && afterWrapper(rest, wrapper)
  return inner && inner.length > 0 ? { words: inner } : undefined
}

function afterWrapper(words: readonly ShellWord[], wrapper: Wrapper): readonly ShellWord[] | undefined {
  if (wrapper.dashes) {
    const dashes = words.findIndex(({ value }) => value === '--')
    return dashes < 0 || words[0]?.value === 'run' ? undefined : words.slice(dashes + 1)
  }
  let { positional } = wrapper
  for (let index = 0; index < words.length; index++) {
    const value = words[index]?.value
    if (value === undefined) {
      // A value that is not known may still be the duration of `timeout` or the user of `gosu`.
      if (positional === 0) return undefined
      positional--
    } else if (value === '--') return words.slice(index + 1 + positional)
    else if (value.startsWith('-') && value.length > 1) index += wrapper.valued.includes(value) ? 1 : 0
    else if (wrapper.assignments && /^\w+=/.test(value)) continue
    else if (positional-- === 0) return words.slice(index)
  }
  return undefined
}

/** `sh -ec SCRIPT`, `bash -o pipefail -c SCRIPT`. */
function shellScript(words: readonly ShellWord[]): Wrapped | undefined {
  let hasScript = false
  let errexit = false
  for (let index = 0; index < words.length; index++) {
    const word = words[index]
    const option = word?.value
    if (word === undefined || option === undefined) return undefined
    if (!/^[-+]./.test(option)) return hasScript ? { script: word, errexit } : undefined
    if (option.startsWith('--')) continue
    if (option.includes('c')) hasScript = true
    if (option.includes('e')) errexit = option.startsWith('-')
    if (!/[oO]$/.test(option)) continue
    index++
    if (words[index]?.value === 'errexit') errexit = option.startsWith('-')
  }
  return undefined
}

/** `su - user -c SCRIPT`, `runuser -u user -- COMMAND`. */
function switchedUser(words: readonly ShellWord[]): Wrapped | undefined {
  const at = words.findIndex(({ value }) => value === '-c' || value === '--command')
  const script = at < 0 ? undefined : words[at + 1]
  if (script) return { script, errexit: false }
  const dashes = words.findIndex(({ value }) => value === '--')
  const inner = words.slice(dashes + 1)
  return dashes >= 0 && inner.length > 0 ? { words: inner } : undefined
}
