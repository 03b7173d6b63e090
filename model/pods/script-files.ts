import { commands, commandsOfArray, type ShellCommand, type ShellScript } from '../formats/shell/shell.ts'
import { cleanPath } from './container.ts'
import type { ContainerFiles } from './files.ts'

/** Scripts in files that one command array may lead to, each in the next, and commands in them: more are left as they are. */
const most = { scripts: 32, commands: 30_000 }

/**
 * The commands that a command array runs, with those of the scripts that it runs from files: `sh /config/start.sh`,
 * `. /config/lib.sh` or the file itself. A script that was not seen stays the command that it is.
 * @param prepare what is done to each text before it is read, such as putting in values of variables
 */
export function commandsRun(
  argv: readonly string[],
  files: ContainerFiles,
  prepare: (text: string) => string = text => text,
): ShellScript {
  const left = { ...most }
  const errors: ShellScript['errors'][number][] = []
  const scripts = new Map<string, ShellScript>()
  const scriptIn = (path: string, text: string): ShellScript => {
    const script = scripts.get(path) ?? commands(prepare(text))
    scripts.set(path, script)
    return script
  }
  const follow = (script: ShellScript): readonly ShellCommand[] => {
    for (const error of script.errors) errors.push(error)
    return script.commands.flatMap(command => {
      const path = left.scripts > 0 ? scriptOf(command) : undefined
      const file = path === undefined ? undefined : files.read(path)
      if (path === undefined || file?.state !== 'found') return [command]
      const called = scriptIn(path, file.value.value)
      left.scripts--
      // Each command of a script gets the redirections of what calls it.
      left.commands -= called.commands.length * (1 + command.redirects.length)
      if (left.commands < 0) {
        left.scripts = 0
        errors.push({
          message: `the scripts that it runs have more than ${most.commands} commands`,
          place: command.place,
        })
        return [command]
      }
      return follow(called).map(inner => within(inner, command))
    })
  }
  const all = follow(commandsOfArray(argv.map(prepare)))
  return { commands: all, errors }
}

/** The file that a command runs as a script, by its absolute path. */
function scriptOf({ name, word, args }: ShellCommand): string | undefined {
  const isShell = /^(?:\.|source|[abkd]?a?sh)$/.test(name)
  // An option with a value of its own, such as `-c`, leaves no file.
  const [first] = isShell ? args.filter(({ value }) => value === undefined || !/^[-+]/.test(value)) : [word]
  const isPlain = isShell && args.every(({ value }) => !/^-\w*c/.test(value ?? ''))
  const path = isShell && !isPlain ? undefined : first?.value
  return path?.startsWith('/') ? cleanPath(path) : undefined
}

/** A command of a script, under the conditions that the script itself runs under. */
const within = (inner: ShellCommand, outer: ShellCommand): ShellCommand => ({
  ...inner,
  place: outer.place,
  redirects: [...outer.redirects, ...inner.redirects],
  tolerated: inner.tolerated || outer.tolerated,
  conditional: inner.conditional || outer.conditional,
  awaited: inner.awaited || outer.awaited,
})
