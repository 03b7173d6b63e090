import type { Command, Option } from 'commander'
import { formatNames } from '../formats/format.ts'
import { ruleIds } from '../rule-ids.ts'
import { topicNames } from '../topics.ts'

/** What may be typed after `warrener`, as the shells are told. */
export interface CommandWords {
  readonly name: string
  readonly about: string
  readonly options: readonly OptionWords[]
  /** Values of the argument; undefined where files are taken. */
  readonly values?: readonly string[]
  readonly takesFiles: boolean
}
export interface OptionWords {
  /** `--format` */
  readonly flag: string
  readonly about: string
  /** Nothing, a file or folder, or a text, of which the values are known or not. */
  readonly takes: 'nothing' | 'file' | 'text'
  readonly values?: readonly string[]
}

/** Values that commander is not told of, by option or by the argument of a command. */
const known: Readonly<Record<string, readonly string[]>> = {
  '--format': formatNames,
  '--only': ruleIds,
  '--rule': ruleIds.map(id => `${id}=`),
  explain: [...topicNames, ...ruleIds],
}

/** The commands and options that help shows. */
export const wordsOf = (root: Command): readonly CommandWords[] =>
  root.commands.map(command => {
    const [argument] = command.registeredArguments
    const values = argument?.argChoices ?? known[command.name()]
    return {
      name: command.name(),
      about: command.description(),
      options: [...command.options.filter(({ hidden }) => !hidden).map(optionWords), help],
      ...(values === undefined ? {} : { values }),
      takesFiles: argument !== undefined && values === undefined,
    }
  })

function optionWords(option: Option): OptionWords {
  const flag = option.long ?? ''
  const values = option.argChoices ?? known[flag]
  return {
    flag,
    about: option.description,
    takes: !option.required ? 'nothing' : /<(?:file|dir)>/.test(option.flags) ? 'file' : 'text',
    ...(values === undefined ? {} : { values }),
  }
}
const help: OptionWords = { flag: '--help', about: 'display help for command', takes: 'nothing' }
