import type { ShellCommand } from '../formats/shell/shell.ts'
import { compareText } from '../kube/compare-text.ts'
import { found, unknown } from '../kube/lookup.ts'
import type { Container } from './container.ts'
import { argvOf, cleanPath } from './container.ts'
import type { Environment } from './environment.ts'
import { touches } from './file-writes.ts'
import type { ContainerFiles, File } from './files.ts'
import { copy, foldersMade } from './init-copies.ts'
import { commandsRun } from './script-files.ts'
import { plainText } from './symbolic-text.ts'

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

/** Most files that are followed, and most commands that may write: with more, nothing is certain. */
const most = { copies: 50_000, unclear: 1000 }

/** The files of a container with what its own command copies. What it writes otherwise makes a missing file unknown. */
export function withStartCopies(
  files: ContainerFiles,
  container: Container,
  environment: Environment,
): ContainerFiles {
  const { copies, unclear, unread } = copiesOf(files, container, environment)
  if (copies.size === 0 && unclear.length === 0 && unread === '') return files
  const why = 'the command of the container writes files before it starts the broker'
  const mayWriteIn = new Map<string, boolean>()
  const mayWrite = (path: string): boolean => {
    const folder = folderOf(path)
    const known =
      mayWriteIn.get(folder) ??
      (unclear.length > most.unclear ||
        unread.includes(folder) ||
        unclear.some(({ command }) => touches(command, folder)))
    mayWriteIn.set(folder, known)
    return known
  }
  const byFolder = Map.groupBy(copies.values(), ({ file }) => folderOf(file.path))
  /** Whether a copy is still what was copied when the broker starts. */
  const lasts = ({ file, order }: Copy): boolean =>
    unclear.length <= most.unclear &&
    !unclear.some(later => later.order > order && touches(later.command, folderOf(file.path)))
  return {
    ...files,
    read(path) {
      const clean = cleanPath(path)
      const copied = copies.get(clean)
      if (copied) return lasts(copied) ? found(copied.file) : unknown(why)
      const file = files.read(clean)
      return file.state === 'absent' && mayWrite(clean) ? unknown(why) : file
    },
    list(folder) {
      const clean = cleanPath(folder)
      const seen = files.list(clean)
      const here = unclear.length > most.unclear ? [] : (byFolder.get(clean) ?? [])
      const last = unclear.findLast(({ command }) => touches(command, clean))?.order ?? -1
      const lasting = here.filter(({ order }) => order > last).map(({ file }) => file)
      const items = new Map([...seen.items, ...lasting].map(file => [file.path, file]))
      const sorted = [...items.values()].sort((a, b) => compareText(a.path, b.path))
      return mayWrite(`${clean}/*`) ? { items: sorted, complete: false, why } : { ...seen, items: sorted }
    },
  }
}

/** Commands by their place in the script: what comes later may change what an earlier one wrote. */
interface Copy {
  readonly file: File
  readonly order: number
}
interface Unclear {
  readonly command: ShellCommand
  readonly order: number
}

function copiesOf(
  files: ContainerFiles,
  container: Container,
  environment: Environment,
): { copies: ReadonlyMap<string, Copy>; unclear: readonly Unclear[]; unread: string } {
  const argv = argvOf(container)
  const { commands, errors } = commandsRun(argv, files, text => expanded(text, environment))
  const copies = new Map<string, Copy>()
  const unclear: Unclear[] = []
  const folders = foldersMade(commands)
  // A name without an extension may be that of a folder of the image, which `cp` then copies into.
  const isFolder = (path: string): boolean | undefined => {
    if (folders.has(path) || files.hasMountsBelow(path)) return true
    return /\.(?!d$)\w+$|\/enabled_plugins$/.test(path) ? false : undefined
  }
  let left = most.copies
  for (const [order, command] of commands.entries()) {
    const writes = writers.has(command.name)
    if (!writes && command.redirects.length === 0) continue
    const copied = left < 0 ? undefined : copy(command, '', files, isFolder)
    if (copied?.state === 'found') {
      left -= copied.value.size
      for (const [path, text] of copied.value)
        copies.set(`/${path}`, { file: { ...text, path: `/${path}` }, order })
    }
    // Of other commands only the redirections write; what `echo` prints matters for them.
    else
      unclear.push({ order, command: writes || command.name === 'echo' ? command : { ...command, args: [] } })
  }
  return { copies, unclear, unread: errors.length > 0 ? argv.join('\n') : '' }
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

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
