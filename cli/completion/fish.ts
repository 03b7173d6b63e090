import type { CommandWords } from './words.ts'

/** Completion for fish. */
export function fish(commands: readonly CommandWords[]): string {
  const first = commands.map(
    ({ name, about }) => `complete -c warrener -n __fish_use_subcommand -f -a ${name} -d ${quoted(about)}`,
  )
  const rest = commands.flatMap(({ name, options, values, takesFiles }) => {
    const when = `complete -c warrener -n '__fish_seen_subcommand_from ${name}'`
    return [
      ...(takesFiles ? [] : [`${when} -f${values ? ` -a ${quoted(values.join(' '))}` : ''}`]),
      ...options.map(option => {
        const known = option.values ? ` -a ${quoted(option.values.join(' '))}` : ''
        const value = { nothing: '', file: ' -r', text: ` -x${known}` }[option.takes]
        return `${when} -l ${option.flag.slice(2)}${value} -d ${quoted(option.about)}`
      }),
    ]
  })
  return `# fish completion for warrener: warrener completion fish | source, or a file in ~/.config/fish/completions.
${[...first, ...rest].join('\n')}
`
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
