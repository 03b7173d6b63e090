import type {
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
import { isNegated, toleratedIn } from './shell-tolerance.ts'
import { type Visited, visitAll } from './shell-visit.ts'
import {
  type Budget,
  type Constants,
  type Locate,
  readWord,
  type ShellPlace,
  type ShellText,
  type ShellWord,
} from './shell-word.ts'

export interface ShellRedirect {
  /** `>`, `>>`, `<` and so on; here-documents are the command's `input`. */
  readonly operator: string
  readonly target: ShellWord | undefined
}

/** One command as written: its words, before wrappers such as `env` or `sh -c` are looked through. */
export interface SimpleCommand {
  /** The command's own name first; never empty. */
  readonly words: readonly ShellWord[]
  readonly redirects: readonly ShellRedirect[]
  readonly input: ShellText | undefined
  readonly place: ShellPlace
  /** Whether the script goes on and succeeds when this command fails. */
  readonly tolerated: boolean
}

export interface ShellError {
  readonly message: string
  readonly place: ShellPlace
}

/** How a script is run. */
export interface ScriptSetting {
  readonly locate: Locate
  readonly tolerated: boolean
  /** `sh -e`. */
  readonly errexit: boolean
  readonly budget: Budget
}

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

/** Goes through a script keeping track of `set -e` and `set -o pipefail`. */
class Walker {
  readonly commands: SimpleCommand[] = []
  readonly errors: ShellError[] = []
  private readonly constants: Constants
  private locate: Locate
  private errexit: boolean
  private pipefail = false
  private depth = 0

  constructor(setting: ScriptSetting, constants: Constants) {
    this.constants = constants
    this.errexit = setting.errexit
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
      const each = toleratedIn(command, isLast, this.errexit)
      for (const [at, node] of command.commands.entries()) this.pipeline(node, within || each[at] === true)
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
    else if (node.type === 'Redirected')
      this.command(node.command, tolerated, inputOf(node.redirects, this.locate, this.constants) ?? input)
    else if (node.type === 'If') this.branches(node, tolerated)
    else if (node.type === 'While') this.loop(node, tolerated)
    else if (node.type === 'Case') {
      this.substitutions(node.word)
      for (const { body } of node.items) this.list(body.commands, tolerated)
    } else if (node.type === 'Subshell') this.apart(() => this.list(node.body.commands, tolerated))
    else if (!('body' in node) || typeof node.body === 'string') this.substitutions(node)
    else {
      if ('wordlist' in node) for (const word of node.wordlist ?? []) this.substitutions(word)
      if (node.body.type === 'CompoundList') this.list(node.body.commands, tolerated)
      else this.command(node.body, tolerated)
    }
  }

  private branches(node: CommandNode & { readonly type: 'If' }, tolerated: boolean): void {
    for (const { clause, then } of [node, ...node.elif]) {
      this.list(clause.commands, true)
      this.list(then.commands, tolerated)
    }
    if (node.else) this.list(node.else.commands, tolerated)
  }

  /** `until c` ends only when `c` succeeds, so it does not tolerate a failure; `while c` ends with one. */
  private loop(node: CommandNode & { readonly type: 'While' }, tolerated: boolean): void {
    const endsOnFailure = (node.kind === 'while') !== isNegated(node.clause.commands.at(-1)?.command)
    this.list(node.clause.commands, tolerated || endsOnFailure)
    this.list(node.body.commands, tolerated)
  }

  /** Options set inside a subshell end with it. */
  private apart(walk: () => void): void {
    const { errexit, pipefail } = this
    walk()
    this.errexit = errexit
    this.pipefail = pipefail
  }

  private simple(node: Command, tolerated: boolean, input: ShellText | undefined): void {
    this.substitutions(node)
    if (!node.name) return
    const words = [node.name, ...node.args].map(word => this.word(word))
    this.commands.push({
      words,
      redirects: node.redirects.flatMap(redirect => this.redirect(redirect)),
      input: inputOf(node.redirects, this.locate, this.constants) ?? input,
      place: this.locate({ start: node.pos, end: node.end }),
      tolerated,
    })
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

/** The parser quotes what it did not expect, which may be a password; words of the grammar may stay. */
const withoutText = (message: string): string =>
  message.startsWith('unexpected') ? message.replace(/ '[\s\S]*'/, '') : message

/** `export A=b`: read with the assignments, not as a word. */
function unknownWord({ text, pos, end }: Assignment, locate: Locate): ShellWord {
  const place = locate({ start: pos, end })
  return { value: undefined, text, place, locate: () => place }
}
