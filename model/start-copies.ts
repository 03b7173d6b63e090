import type { Container } from './container.ts'
import { cleanPath } from './container.ts'
import type { ContainerFiles, File } from './container-files.ts'
import type { Environment } from './environment.ts'
import { commandsOfArray, type ShellCommand } from './formats/shell.ts'
import { copy, touches } from './init-copies.ts'
import { isString, listOf } from './json.ts'
import { found, unknown } from './lookup.ts'
import { plainText } from './symbolic.ts'

/*
 * Files that the container's own command copies before it starts the broker, as in
 * `sh -c 'cp /config/rabbitmq.conf ${RABBITMQ_CONFIG_FILE}; exec docker-entrypoint.sh rabbitmq-server'`.
 */

/** Commands that write files; what others do with their arguments is not looked at. */
const writers: ReadonlySet<string> = new Set([
  'cp',
  'mv',
  'tee',
  'sed',
  'envsubst',
  'install',
  'ln',
  'dd',
  'wget',
  'curl',
])

/** The files of a container with what its own command copies. What it writes otherwise makes a missing file unknown. */
export function withStartCopies(
  files: ContainerFiles,
  container: Container,
  environment: Environment,
): ContainerFiles {
  const { copies, unclear, unread } = copiesOf(files, container, environment)
  if (copies.size === 0 && unclear.length === 0 && unread === '') return files
  const why = 'the command of the container writes files before it starts the broker'
  const mayWrite = (path: string): boolean => {
    const folder = path.slice(0, path.lastIndexOf('/'))
    return unread.includes(folder) || unclear.some(command => touches(command, folder))
  }
  return {
    ...files,
    read(path) {
      const clean = cleanPath(path)
      const copied = copies.get(clean)
      if (copied) return found(copied)
      const file = files.read(clean)
      return file.state === 'absent' && mayWrite(clean) ? unknown(why) : file
    },
    list(folder) {
      const clean = cleanPath(folder)
      const seen = files.list(clean)
      const here = [...copies.values()].filter(({ path }) => path.slice(0, path.lastIndexOf('/')) === clean)
      const items = new Map([...seen.items, ...here].map(file => [file.path, file]))
      const sorted = [...items.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
      return mayWrite(`${clean}/*`) ? { items: sorted, complete: false, why } : { ...seen, items: sorted }
    },
  }
}

function copiesOf(
  files: ContainerFiles,
  container: Container,
  environment: Environment,
): { copies: ReadonlyMap<string, File>; unclear: readonly ShellCommand[]; unread: string } {
  const argv = [...listOf(container.value.command), ...listOf(container.value.args)].filter(isString)
  const { commands, errors } = commandsOfArray(argv.map(word => expanded(word, environment)))
  const copies = new Map<string, File>()
  const unclear: ShellCommand[] = []
  for (const command of commands) {
    if (!writers.has(command.name ?? '') && command.redirects.length === 0) continue
    const copied = copy(command, '', files)
    if (copied?.state !== 'found') unclear.push(command)
    else for (const [path, text] of copied.value) copies.set(`/${path}`, { ...text, path: `/${path}` })
  }
  return { copies, unclear, unread: errors.length > 0 ? argv.join('\n') : '' }
}

/** A script or a value that is longer names no path: expanding it could only make it grow. */
const longest = { script: 100_000, value: 256 }

/** Puts plain values of variables into a script, so that the paths in it are known. */
function expanded(script: string, environment: Environment): string {
  if (script.length > longest.script) return script
  return script.replace(/\$(?:\{(\w+)\}|(\w+))/g, (written, braced?: string, bare?: string) => {
    const value = environment.seen.get(braced ?? bare ?? '')
    const text = value && plainText(value.text)
    const isPath = text !== undefined && text.length <= longest.value && /^[\w./-]+$/.test(text)
    return isPath ? text : written
  })
}
