import { partOf, type ShellText, type ShellWord } from '../shell/shell-text.ts'

/** The options of one tool: how each is written, and the name it goes by here. */
export interface OptionGrammar {
  /** Options with a value. */
  readonly valued: Readonly<Record<string, string>>
  readonly flags: Readonly<Record<string, string>>
  /** Short options may be run together, and their value may follow at once: `-sSXPUT`. */
  readonly bundles: boolean
  /** A value may begin with a hyphen. Elixir's parser takes such a word for the next option, unless it is a number. */
  readonly hyphenValues: boolean
}

export interface CommandProblem {
  readonly kind: 'unknown-option' | 'missing-value' | 'bad-value' | 'arguments' | 'json'
  /** One sentence without any value of the command. */
  readonly message: string
  readonly at: ShellText
}

export interface ReadOptions {
  /** The last value of each option, by name; flags have the word itself. */
  readonly options: ReadonlyMap<string, ShellText>
  /** All values of an option that is written several times. */
  readonly all: readonly (readonly [name: string, value: ShellText])[]
  readonly positional: readonly ShellWord[]
  readonly problems: readonly CommandProblem[]
}

/** Tells options from arguments. Words whose value is not known count by what is written at their beginning. */
export function readOptions(words: readonly ShellWord[], grammar: OptionGrammar): ReadOptions {
  const reader = new OptionReader(words, grammar)
  reader.read()
  return {
    options: new Map(reader.all),
    all: reader.all,
    positional: reader.positional,
    problems: reader.problems,
  }
}

class OptionReader {
  readonly all: [string, ShellText][] = []
  readonly positional: ShellWord[] = []
  readonly problems: CommandProblem[] = []
  private readonly words: readonly ShellWord[]
  private readonly grammar: OptionGrammar
  private index = 0

  constructor(words: readonly ShellWord[], grammar: OptionGrammar) {
    this.words = words
    this.grammar = grammar
  }

  read(): void {
    for (; this.index < this.words.length; this.index++) {
      const word = this.words[this.index]
      if (!word) continue
      const written = word.value ?? writtenStart(word.text)
      if (word.value === '--') {
        for (const rest of this.words.slice(this.index + 1)) this.positional.push(rest)
        return
      }
      if (written.startsWith('--')) this.long(word, written)
      else if (/^-[^\s\d-]/.test(written)) this.short(word, written)
      else this.positional.push(word)
    }
  }

  private long(word: ShellWord, written: string): void {
    const equals = written.indexOf('=')
    const option = equals < 0 ? written : written.slice(0, equals)
    const attached = equals < 0 ? undefined : this.rest(word, equals + 1)
    const flag = own(this.grammar.flags, option)
    const valued = own(this.grammar.valued, option)
    if (flag !== undefined) this.all.push([flag, word])
    else if (valued !== undefined) this.value(valued, option, word, attached)
    else this.unknown(option, word)
  }

  private short(word: ShellWord, written: string): void {
    if (!this.grammar.bundles) {
      this.long(word, written)
      return
    }
    for (let at = 1; at < written.length; at++) {
      const option = `-${written[at]}`
      const flag = own(this.grammar.flags, option)
      const valued = own(this.grammar.valued, option)
      if (flag !== undefined) this.all.push([flag, word])
      else {
        const attached =
          at + 1 < written.length || word.value === undefined ? this.rest(word, at + 1) : undefined
        if (valued !== undefined) this.value(valued, option, word, attached)
        else this.unknown(option, word)
        return
      }
    }
  }

  private value(name: string, option: string, word: ShellWord, attached: ShellText | undefined): void {
    const next = this.words[this.index + 1]
    if (attached) this.all.push([name, attached])
    else if (next && (this.grammar.hyphenValues || !/^-[^\s\d]/.test(next.value ?? ''))) {
      this.all.push([name, next])
      this.index++
    } else this.problems.push({ kind: 'missing-value', message: `${option} needs a value`, at: word })
  }

  /** The part of a word behind an option; of a word that is not known, nothing is known. */
  private rest(word: ShellWord, start: number): ShellText {
    if (word.value !== undefined) return partOf(word, { start, end: word.value.length })
    return { value: undefined, place: word.place, locate: () => word.place }
  }

  private unknown(option: string, word: ShellWord): void {
    const isName = /^--?[A-Za-z][\w-]{0,40}$/.test(option)
    const message = isName ? `there is no option ${option}` : 'an option that there is not'
    this.problems.push({ kind: 'unknown-option', message, at: word })
  }
}

/** What is written before the first expansion, without quotes: enough to tell `--vhost=$X` and `-u$USER:$PASS`. */
const writtenStart = (text: string): string => /^["']?(-[\w-]*=?)/.exec(text)?.[1] ?? ''
const own = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
