import type { Span } from '../../kube/span.ts'
import { remembering } from '../text/remember.ts'
import { simpleCommands } from './shell-syntax.ts'
import type {
  Budget,
  Locate,
  ScriptSetting,
  ShellError,
  ShellPlace,
  ShellRedirect,
  ShellText,
  ShellWord,
  SimpleCommand,
} from './shell-text.ts'
import { baseName, unwrap } from './shell-wrappers.ts'

export type { ShellError, ShellPlace, ShellRedirect, ShellText, ShellWord } from './shell-text.ts'

/** A command that a script runs, found behind `sh -c`, `exec`, `env`, `timeout` and the like. */
export interface ShellCommand {
  /** Without folder: `rabbitmqctl` for `/opt/rabbitmq/sbin/rabbitmqctl`; '' where it is only known when the script runs. */
  readonly name: string
  readonly word: ShellWord
  readonly args: readonly ShellWord[]
  readonly redirects: readonly ShellRedirect[]
  /** What it reads, where that is written in the script. */
  readonly input: ShellText | undefined
  readonly place: ShellPlace
  /** Whether the whole goes on and succeeds when this command fails (`|| true`, a condition, the background). */
  readonly tolerated: boolean
  /** Whether the whole may get to its end without running it (a branch, a loop, a function, what follows a test). */
  readonly conditional: boolean
  /** Whether a loop goes on until it succeeds: what follows the loop waits for it. */
  readonly awaited: boolean
}

export interface ShellScript {
  readonly commands: readonly ShellCommand[]
  /** Places where the text is no shell; what stands around them is read all the same. */
  readonly errors: readonly ShellError[]
}

const always = { tolerated: false, conditional: false, awaited: false }

/** Scripts inside scripts that are followed, and most text of all of them together: a process is given 128 KiB in one argument. */
const maxNesting = 8
const maxText = 512 * 1024
/** What is wrong with a script that has more. */
export const moreThanRead = 'more text than is read'

/** The commands of a script, in the order of its text. Never throws. */
export function commands(script: string): ShellScript {
  const locate = ({ start, end }: Span): ShellPlace => ({ item: 0, start, end })
  const result = new Commands()
  result.script(script, locate, { ...always, redirects: [], errexit: false }, 0)
  return result
}

/**
 * The commands that a command array runs (a container's `command` and `args` in one list). Places are in the item of
 * that index. `$(VAR)` is not the shell's: expand it before.
 */
export const commandsOfArray = (argv: readonly string[]): ShellScript =>
  argv.reduce((length, { length: own }) => length + own, 0) > mostRemembered
    ? readArray(argv)
    : rememberedArray(JSON.stringify(argv))
/** Probes and hooks are short, and those of one workload are read in each review of it. */
const mostRemembered = 4096
const rememberedArray = remembering(text => readArray(JSON.parse(text) as readonly string[]), 16)

function readArray(argv: readonly string[]): ShellScript {
  const words = argv.map((value, item): ShellWord => {
    const locate = ({ start, end }: Span): ShellPlace => ({ item, start, end })
    return { value, text: value, place: locate({ start: 0, end: value.length }), locate }
  })
  const result = new Commands()
  const place = words[0]?.place
  if (place) result.command({ words, redirects: [], input: undefined, place, ...always }, 0)
  return result
}

class Commands implements ShellScript {
  readonly commands: ShellCommand[] = []
  readonly errors: ShellError[] = []
  private readonly budget: Budget = { text: maxText }

  script(text: string, locate: Locate, how: Omit<ScriptSetting, 'locate' | 'budget'>, nesting: number): void {
    this.budget.text -= text.length
    if (this.budget.text < 0) {
      this.errors.push({ message: moreThanRead, place: locate({ start: 0, end: 0 }) })
      return
    }
    const read = simpleCommands(text, { ...how, locate, budget: this.budget })
    for (const error of read.errors) this.errors.push(error)
    for (const command of read.commands) this.command(command, nesting)
  }

  command(command: SimpleCommand, nesting: number): void {
    const inner = nesting < maxNesting ? unwrap(command.words) : undefined
    if (inner?.words) this.command({ ...command, words: inner.words }, nesting + 1)
    else if (inner?.script && inner.script.value !== undefined) {
      const { script, errexit } = inner
      const { tolerated, conditional, awaited, redirects } = command
      const how = { tolerated, conditional, awaited, redirects, errexit }
      this.script(inner.script.value, span => script.locate(span), how, nesting + 1)
    } else this.add(command)
  }

  private add({ words, ...rest }: SimpleCommand): void {
    const [word, ...args] = words
    if (word) this.commands.push({ ...rest, word, args, name: baseName(word.value ?? '') })
  }
}
