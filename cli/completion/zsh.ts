import type { CommandWords, OptionWords } from './words.ts'

/** Completion for zsh, by its own _arguments and _describe. */
export function zsh(commands: readonly CommandWords[]): string {
  const cases = commands.map(({ name, options, values, takesFiles }) => {
    const argument = values ? [`'*:name:(${values.join(' ')})'`] : takesFiles ? ["'*:file:_files'"] : []
    const words = [...options.map(optionSpec), ...argument]
    return `    ${name})\n      _arguments \\\n        ${words.join(' \\\n        ')}\n      ;;`
  })
  const names = commands.map(({ name, about }) => `    ${quoted(`${name}:${about.replaceAll(':', '\\:')}`)}`)
  return `#compdef warrener
# zsh completion for warrener: eval "$(warrener completion zsh)" after compinit, or a file _warrener in a folder of $fpath.
_warrener() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = "_warrener" ]; then
  _warrener "$@"
else
  compdef _warrener warrener
fi
`
}

/** \`'*--only=[run this rule alone]:value:(a b)'\`: an option may be given several times. */
function optionSpec({ flag, about, takes, values = [] }: OptionWords): string {
  const text = about.replaceAll(/[[\]:\\]/g, '\\$&')
  if (takes === 'nothing') return quoted(`${flag}[${text}]`)
  return quoted(`*${flag}=[${text}]:value:${takes === 'file' ? '_files' : `(${values.join(' ')})`}`)
}
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
