import type { ShellCommand } from '../formats/shell/shell.ts'
import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import {
  argvOf,
  type Container,
  cleanPath,
  containersOf,
  isBelow,
  type Mount,
  mountsOf,
  waitsFor,
} from '../pods/container.ts'
import { containerFiles } from '../pods/container-files.ts'
import { commandsRun } from '../pods/script-files.ts'
import type { Broker } from './broker.ts'
import type { MountedVolume } from './mounted-volume.ts'

/*
 * What the pod itself does to owner and mode of the files of a volume before the node reads them: `chown -R 999 /var/lib/rabbitmq` in an
 * init container, `chmod 600 .erlang.cookie` in the command of the container.
 */

/** Whether a command does what is looked for to a path; undefined where that depends on what is not known. */
export type Does = (command: ShellCommand, path: string) => boolean | undefined

/** The last container that does it to a path of the broker's container: one that has ended before, or that container itself. */
export function preparedBy(
  broker: Broker,
  { name, mount }: MountedVolume,
  path: string,
  does: Does,
): Lookup<Container> {
  const { template } = broker.workload
  const inVolume = `${subPathOf(mount)}${path.slice(mount.path.length)}`
  let unclear: string | undefined
  let last: Container | undefined
  const before = containersOf(template).filter(container => waitsFor(broker.container, container))
  for (const container of [...before, broker.container]) {
    const paths = mountsOf(template, container)
      .filter(other => other.volume === name && isBelow(inVolume, subPathOf(other)))
      .map(other => cleanPath(`${other.path}/${inVolume.slice(subPathOf(other).length)}`))
    if (paths.length === 0) continue
    const said = paths.map(there => doneIn(broker, container, there, does))
    // A sidecar does it at some time.
    const isOver = container.init || container === broker.container
    if (said.includes(true) && isOver) last = container
    else if (said.includes(true) || said.includes(undefined)) unclear = container.name
  }
  if (last) return found(last)
  return unclear === undefined ? absent() : unknown(`what container ${unclear} does to ${path} is not known`)
}

const subPathOf = ({ subPath = '' }: Mount): string => cleanPath(subPath).replace(/^\/$/, '')

function doneIn(broker: Broker, container: Container, path: string, does: Does): boolean | undefined {
  const argv = argvOf(container)
  // The image's own entry point, of which is known what it does.
  const isBroker = container === broker.container
  if (argv.length === 0) return isBroker ? false : undefined
  const files = isBroker ? broker.files : containerFiles(broker.world, broker.workload, container)
  const { commands, errors } = commandsRun(argv, files)
  const said = commands.map(command => (isUnseenScript(command) ? undefined : does(command, path)))
  if (said.includes(true)) return true
  return errors.length > 0 || said.includes(undefined) ? undefined : false
}

/** A script that was not read stays a command. That of the official image is known. */
const isUnseenScript = ({ name, args }: ShellCommand): boolean =>
  name !== 'docker-entrypoint.sh' &&
  (/\.(?:sh|py|pl)$/.test(name) ||
    (/^(?:\.|source|[abkd]?a?sh|python\d?|perl)$/.test(name) &&
      args.some(({ value }) => !value?.startsWith('-'))))

/** Changes the owner of a folder or of what is in it, or opens it to others. */
export const givesFolder: Does = ({ name, args }, path) =>
  name === 'chown' || name === 'chmod' || name === 'chgrp' || name === 'setfacl'
    ? anyOf(args, word => isBelow(path, cleanPath(word)) || isBelow(cleanPath(word), path))
    : false

/** Closes a file to group and others, or takes it away, so that it is made again. */
export const closesFile: Does = (command, path) => {
  const { name, args } = command
  const words = args.map(({ value }) => value)
  const isRecursive = words.some(word => word !== undefined && /^-\w*[rR]|^--recursive$/.test(word))
  const covers = (word: string): boolean =>
    matches(word, path) || (isRecursive && isBelow(path, cleanPath(word.replace(/\/\*$/, ''))))
  if (name === 'rm') return anyOf(args, covers)
  if (name !== 'chmod' && name !== 'install') return false
  const mode = words.find(
    word =>
      word !== undefined && /^(?:-m|--mode=)?(?:0?[0-7]{3,4}|[ugoa]*[-+=][rwxXst,ugoa=+-]*)$/.test(word),
  )
  if (mode !== undefined && !closes(mode)) return false
  return anyOf(args, covers)
}

/** Modes that leave nothing to group and others: 600, 0400, `go=`, `go-rwx`. */
const closes = (mode: string): boolean =>
  /00$/.test(mode) || /(?:go|og)(?:=$|=,|-rwx|-rw)/.test(mode) || /^(?:-m|--mode=)?u=\w+,go=$/.test(mode)

/** A word that is the path, or a pattern in its folder that it fits. */
function matches(word: string, path: string): boolean {
  if (!word.includes('*')) return cleanPath(word) === path
  const [folder, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)]
  const pattern = word.slice(word.lastIndexOf('/') + 1)
  return (
    cleanPath(word.slice(0, word.lastIndexOf('/'))) === folder &&
    pattern.startsWith('.') &&
    fits(pattern, name)
  )
}
const fits = (pattern: string, name: string): boolean => {
  const [start = '', ...rest] = pattern.split('*')
  return name.startsWith(start) && name.endsWith(rest.at(-1) ?? '')
}

/** Whether one of the words does; undefined where none is known to, and one is not known. */
function anyOf(args: ShellCommand['args'], is: (word: string) => boolean): boolean | undefined {
  if (args.some(({ value }) => value?.startsWith('/') === true && is(value))) return true
  return args.some(({ value }) => value === undefined || value.includes('$')) ? undefined : false
}
