import type {
  AndOr,
  Assignment,
  Command,
  CommandNode,
  ParsedScript,
  PipelineNode,
  Redirection,
  Statement,
  SyntaxNode,
} from 'unbash'
import { parse } from 'unbash'
import { constantsOf } from './shell-constants.ts'
import { inputOf, printedBy } from './shell-input.ts'
import type {
  Constants,
  Locate,
  ScriptSetting,
  ShellError,
  ShellRedirect,
  ShellText,
  ShellWord,
  SimpleCommand,
} from './shell-text.ts'
import { isNegated, toleratedIn } from './shell-tolerance.ts'
import { type Visited, visitAll } from './shell-visit.ts'
import { readWord } from './shell-word.ts'

/** All commands of a script in the order of its text, whatever they stand in. Never throws. */
export function simpleCommands(
  script: string,
  setting: ScriptSetting,
): { readonly commands: readonly SimpleCommand[]; readonly errors: readonly ShellError[] } {
  const tree = parse(script)
  const walker = new Walker(setting, constantsOf(tree, setting.budget))
  walker.script(tree, setting.tolerated)
  return walker
}

/** Redirections of groups inside each other that are kept: each command within gets them all. */
const maxOuter = 32

/** Goes through a script keeping track of `set -e`, `set -o pipefail` and of what runs only under a condition. */
class Walker {
  readonly commands: SimpleCommand[] = []
  readonly errors: ShellError[] = []
  private readonly constants: Constants
  private locate: Locate
  private errexit: boolean
  private pipefail = false
  private conditional: boolean
  private awaited: boolean
  /** Of the loops around, innermost last: the first command that a `break` would be left by. */
  private readonly loops: number[] = []
  /** Whether a command before may have ended the script with success. */
  private leaves = false
  /** Redirections of what is around. */
  private outer: readonly ShellRedirect[]
  private depth = 0

  constructor(setting: ScriptSetting, constants: Constants) {
    this.constants = constants
    this.errexit = setting.errexit
    this.conditional = setting.conditional
    this.awaited = setting.awaited
    this.outer = setting.redirects
    this.locate = setting.locate
  }

  script(tree: ParsedScript, tolerated: boolean): void {
    for (const { message, pos } of tree.errors ?? [])
      this.errors.push({ message: withoutText(message), place: this.locate({ start: pos, end: pos }) })
    if (/^#!.*\s-\w*e/.test(tree.shebang ?? '')) this.errexit = true
    this.list(tree.commands, tolerated)
  }

  private list(statements: readonly Statement[], tolerated: boolean): void {
    for (const [index, { command, background }] of statements.entries()) {
      const isLast = index === statements.length - 1
      const within = tolerated || background === true
      if (command.type !== 'AndOr') {
        this.pipeline(command, within || (!isLast && !this.errexit))
        continue
      }
      this.chain(command, toleratedIn(command, isLast, this.errexit), within)
    }
  }

  /** After a question, and after any `||`, the rest of a chain depends on the answer. */
  private chain({ commands, operators }: AndOr, each: readonly boolean[], within: boolean): void {
    let depends = false
    for (const [at, node] of commands.entries()) {
      const tolerated = within || each[at] === true
      if (depends) this.perhaps(() => this.pipeline(node, tolerated))
      else this.pipeline(node, tolerated)
      depends ||= operators[at] === '||' || isQuestion(node)
    }
  }

  private pipeline(node: PipelineNode, tolerated: boolean): void {
    if (node.type !== 'Pipeline') {
      this.command(node, tolerated)
      return
    }
    let input: ShellText | undefined
    for (const [index, command] of node.commands.entries()) {
      const isLast = index === node.commands.length - 1
      this.command(command, tolerated || isNegated(node) || (!isLast && !this.pipefail), input)
      input = printedBy(command, this.locate, this.constants)
    }
  }

  private command(node: CommandNode, tolerated: boolean, input?: ShellText): void {
    if (node.type === 'Command') this.simple(node, tolerated, input)
    else if (node.type === 'Redirected') this.redirected(node, tolerated, input)
    else if (node.type === 'If') this.branches(node, tolerated)
    else if (node.type === 'While') this.loop(node, tolerated)
    else if (node.type === 'Case') {
      this.substitutions(node.word)
      for (const { body } of node.items) this.perhaps(() => this.list(body.commands, tolerated))
    } else if (node.type === 'Subshell') this.apart(() => this.list(node.body.commands, tolerated))
    else if (!('body' in node) || typeof node.body === 'string') this.substitutions(node)
    else {
      if ('wordlist' in node) for (const word of node.wordlist ?? []) this.substitutions(word)
      const { type, body } = node
      const walk = (): void =>
        body.type === 'CompoundList' ? this.list(body.commands, tolerated) : this.command(body, tolerated)
      if (type === 'BraceGroup' || type === 'Coproc') walk()
      else if (type === 'Function') this.perhaps(walk)
      else this.looped(walk)
    }
  }

  private redirected(
    node: CommandNode & { readonly type: 'Redirected' },
    tolerated: boolean,
    input: ShellText | undefined,
  ): void {
    const { outer } = this
    const own = node.redirects.flatMap(redirect => this.redirect(redirect))
    this.outer = [...outer, ...own].slice(-maxOuter)
    this.command(node.command, tolerated, inputOf(node.redirects, this.locate, this.constants) ?? input)
    this.outer = outer
  }

  private branches(node: CommandNode & { readonly type: 'If' }, tolerated: boolean): void {
    this.list(node.clause.commands, true)
    this.perhaps(() => {
      this.list(node.then.commands, tolerated)
      for (const { clause, then } of node.elif) {
        this.list(clause.commands, true)
        this.list(then.commands, tolerated)
      }
      if (node.else) this.list(node.else.commands, tolerated)
    })
  }

  /** `until c` ends only when `c` succeeds, so it does not tolerate a failure; `while c` ends with one. */
  private loop(node: CommandNode & { readonly type: 'While' }, tolerated: boolean): void {
    const endsOnFailure = (node.kind === 'while') !== isNegated(node.clause.commands.at(-1)?.command)
    const { awaited } = this
    this.awaited ||= !endsOnFailure
    this.list(node.clause.commands, tolerated || endsOnFailure)
    this.awaited = awaited
    this.looped(() => this.list(node.body.commands, tolerated))
  }

  /** The body of a loop. What stands before a `break` in it is tried until the loop is left. */
  private looped(walk: () => void): void {
    this.loops.push(this.commands.length)
    this.perhaps(walk)
    this.loops.pop()
    this.begin()
  }

  /** What was read so far is of no loop around, or was marked: no command is marked twice. */
  private begin(): void {
    if (this.loops.length > 0) this.loops[this.loops.length - 1] = this.commands.length
  }

  private markAwaited(): void {
    for (let index = this.loops.at(-1) ?? this.commands.length; index < this.commands.length; index++) {
      const command = this.commands[index]
      if (command) this.commands[index] = { ...command, awaited: true }
    }
    this.begin()
  }

  /** Walks what may not run. Where it may leave the script, all that follows may not run either. */
  private perhaps(walk: () => void): void {
    const { conditional } = this
    this.conditional = true
    walk()
    this.conditional = conditional || this.leaves
  }

  /** Options set inside a subshell end with it, and leaving it leaves nothing else. */
  private apart(walk: () => void): void {
    const { errexit, pipefail, conditional, leaves } = this
    walk()
    this.errexit = errexit
    this.pipefail = pipefail
    this.conditional = conditional
    this.leaves = leaves
  }

  private simple(node: Command, tolerated: boolean, input: ShellText | undefined): void {
    this.substitutions(node)
    if (!node.name) return
    const words = [node.name, ...node.args].map(word => this.word(word))
    this.commands.push({
      words,
      redirects: [...this.outer, ...node.redirects.flatMap(redirect => this.redirect(redirect))],
      input: inputOf(node.redirects, this.locate, this.constants) ?? input,
      place: this.locate({ start: node.pos, end: node.end }),
      tolerated,
      conditional: this.conditional,
      awaited: this.awaited,
    })
    if (node.name.value === 'break') this.markAwaited()
    if (isExit(words)) {
      this.leaves = true
      this.conditional = true
    }
    if (node.name.value === 'set') this.set(words.slice(1).map(({ value }) => value ?? ''))
  }

  private word(word: Command['args'][number]): ShellWord {
    if (word.type === 'Word') return readWord(word, this.locate, this.constants)
    return unknownWord(word, this.locate)
  }

  /** `set -e`, `set -eo pipefail`, `set +e`. */
  private set(options: readonly string[]): void {
    for (const [index, option] of options.entries()) {
      if (option === '--') return
      if (!/^[-+]\w/.test(option)) continue
      const on = option.startsWith('-')
      const named = option.includes('o') ? options[index + 1] : undefined
      if (option.includes('e') || named === 'errexit') this.errexit = on
      if (named === 'pipefail') this.pipefail = on
    }
  }

  private redirect(node: Redirection): readonly ShellRedirect[] {
    if (node.type !== 'Redirect') return []
    const target = node.target && readWord(node.target, this.locate, this.constants)
    return [{ operator: node.operator, target }]
  }

  /** Commands inside `$( )`, backquotes and `<( )` of the words and assignments of a node. */
  private substitutions(node: SyntaxNode): void {
    visitAll(node, this.depth, visited => {
      if (visited.node.type === 'Script') this.substitution(visited.node, visited)
      return visited.node.type !== 'Script'
    })
  }

  private substitution(script: ParsedScript, { parent, depth }: Visited): void {
    const outer = { locate: this.locate, depth: this.depth }
    const whole = this.locate({ start: parent.pos, end: parent.end })
    // Escaped backquotes are decoded first: positions are then in a text of their own.
    if (script.source !== undefined) this.locate = () => whole
    this.depth = depth
    this.apart(() => this.script(script, true))
    this.locate = outer.locate
    this.depth = outer.depth
  }
}

/** Commands that ask something: their status decides what runs, and is no mishap. `x=$(grep ...)` has no name. */
const questions = /^(?:|\[|test|false|type|which|command|diff|cmp|[ef]?grep|pgrep|getent|mountpoint)$/
/** Commands that show something, and ask only where nobody looks, or where one file is named that may be there. */
const showing = /^(?:ls|stat)$/

function isQuestion(node: PipelineNode): boolean {
  if (node.type === 'Command') {
    const name = node.name?.value ?? ''
    const isAsked = node.redirects.length > 0 || node.args.some(({ text }) => /[*?]|\.\w+$/.test(text))
    return questions.test(name) || (showing.test(name) && isAsked)
  }
  if (node.type === 'Pipeline') return isNegated(node) || node.commands.some(isQuestion)
  if (node.type !== 'BraceGroup' && node.type !== 'Subshell') return true
  return node.body.commands.some(({ command }) =>
    command.type === 'AndOr' ? command.commands.some(isQuestion) : isQuestion(command),
  )
}

/** Whether a command ends the script, and not as a failure of it. `exec` without a command only redirects. */
function isExit([name, first]: readonly ShellWord[]): boolean {
  if (name?.value === 'exec') return first !== undefined
  return name?.value === 'exit' && !/^[1-9]\d*$/.test(first?.value ?? '')
}

/** The parser quotes what it did not expect, which may be a password; words of the grammar may stay. */
const withoutText = (message: string): string =>
  message.startsWith('unexpected') ? message.replace(/ '[\s\S]*'/, '') : message

/** `export A=b`: read with the assignments, not as a word. */
function unknownWord({ text, pos, end }: Assignment, locate: Locate): ShellWord {
  const place = locate({ start: pos, end })
  return { value: undefined, text, place, locate: () => place }
}
