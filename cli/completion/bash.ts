import type { CommandWords } from './words.ts'

/** Words that need no quotes in any shell: names, options and values are made of nothing else. */
const plainWord = /^[\w./=-]+$/

/** Completion for bash 3.2 and later, without bash-completion. */
export function bash(commands: readonly CommandWords[]): string {
  const list = (words: readonly string[]): string => words.filter(word => plainWord.test(word)).join(' ')
  const cases = commands.flatMap(({ name, options, values, takesFiles }) => [
    `    ${name})`,
    '      case "$before" in',
    ...options
      .filter(({ takes }) => takes !== 'nothing')
      .map(({ flag, takes, values: known = [] }) => {
        const answer =
          takes === 'file'
            ? 'compopt -o default 2>/dev/null'
            : `COMPREPLY=($(compgen -W "${list(known)}" -- "$word")); __warrener_glue`
        return `        ${flag}) ${answer}; return ;;`
      }),
    '      esac',
    `      options="${list(options.map(({ flag }) => flag))}"`,
    `      values="${list(values ?? [])}"`,
    `      files=${takesFiles ? 1 : 0} ;;`,
  ])
  return `# bash completion for warrener: eval "$(warrener completion bash)", or put it where bash-completion looks.
__warrener_glue() {
  case "\${COMPREPLY[0]-}" in *=) compopt -o nospace 2>/dev/null ;; esac
}
_warrener() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" options="" values="" files=0
  COMPREPLY=()
  # bash takes --option=value for three words.
  if [ "$word" = "=" ]; then word=""
  elif [ "$before" = "=" ]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${list([...commands.map(({ name }) => name), '--help', '--version'])}" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) return ;;
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
    *)
      if [ -n "$values" ]; then COMPREPLY=($(compgen -W "$values" -- "$word"))
      elif [ "$files" -eq 1 ]; then compopt -o default 2>/dev/null
      fi ;;
  esac
}
complete -F _warrener warrener
`
}
