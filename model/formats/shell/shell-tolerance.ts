import type { AndOr, PipelineNode, Statement } from 'unbash'

/**
 * Which commands of `a && b || c` may fail without the script failing, given whether the chain is the last of its list
 * and whether `set -e` is on. What a later `||` catches ends nothing, unless its command is there to fail (`|| exit 1`);
 * `set -e` heeds only the last of a chain. A chain that is not the last passes no status on.
 */
export function toleratedIn(
  { commands, operators }: AndOr,
  isLast: boolean,
  errexit: boolean,
): readonly boolean[] {
  /** What the next `||` to the right says; none yet. */
  let rescued: boolean | undefined
  return commands
    .map((_, index) => commands.length - 1 - index)
    .map(index => {
      if (operators[index] === '||') rescued = !fails(commands[index + 1])
      return rescued ?? (!isLast && !(errexit && index === commands.length - 1))
    })
    .reverse()
}

/** Whether a command is there to fail: `exit 1`, `return 1`, `false`, or a group that ends with one. */
function fails(node: PipelineNode | undefined): boolean {
  if (node?.type === 'BraceGroup' || node?.type === 'Subshell') {
    const last = node.body.commands.at(-1)?.command
    return last?.type !== 'AndOr' && fails(last)
  }
  if (node?.type !== 'Command') return false
  const [name, code] = [node.name?.value, node.args[0]?.text]
  return name === 'false' || ((name === 'exit' || name === 'return') && code !== '0')
}

/** Whether `!` turns the status of a pipeline around. */
export const isNegated = (node: Statement['command'] | undefined): boolean =>
  node?.type === 'Pipeline' && node.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1
