import type { Severity } from '../../model/rule/severity.ts'
import type { Role } from './style.ts'
import type { Look } from './terminal.ts'
import { visible, wrap } from './text.ts'

/**
 * The Markdown that pages are written in, for a terminal: as wide as that, but for lines of a diff and addresses, which have no
 * place to be broken.
 */
export function pageForTerminal(markdown: string, look: Pick<Look, 'style' | 'width'>): string {
  let fence: string | undefined
  return markdown
    .trimEnd()
    .split('\n')
    .flatMap(line => {
      const [isFence, language] = /^```(.*)$/.exec(line) ?? []
      if (isFence === undefined) return fence === undefined ? prose(line, look) : block(fence, line, look)
      const isEnd = fence !== undefined
      fence = isEnd ? undefined : language
      return isEnd ? [''] : []
    })
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .concat('\n')
}

/** A title, an item of a list or a paragraph. */
function prose(line: string, { style, width }: Pick<Look, 'style' | 'width'>): readonly string[] {
  const [, title] = /^##? (.*)$/.exec(line) ?? []
  if (title !== undefined) return [style('strong', title)]
  const indent = line.startsWith('- ') ? 2 : 0
  return wrapped(unmarked(line), indent, width)
}

/** Without marks: `code`, **strong**, <address>, [text](address). */
const unmarked = (line: string): string =>
  visible(line)
    .replaceAll(/``(.*?)``|`(.*?)`/g, (_, twice?: string, once?: string) => twice ?? once ?? '')
    .replaceAll(/\*\*(.*?)\*\*/g, '$1')
    .replaceAll(/<(https:.*?)>/g, '$1')
    .replaceAll(/\[(.*?)\]\(.*?\)/g, '$1')

const roles: Readonly<Record<string, Role>> = { '-': 'removed', '+': 'added', '@': 'dim' }

/** A line of a diff, or of what the command says, which is folded behind its label. */
function block(
  language: string,
  line: string,
  { style, width }: Pick<Look, 'style' | 'width'>,
): readonly string[] {
  const role = roles[line.charAt(0)]
  if (language === 'diff') return [`  ${role ? style(role, visible(line)) : visible(line)}`]
  const [severity, found] = /^(error|warning|info) /.exec(line) ?? []
  if (severity !== undefined) return [`  ${style(found as Severity, severity)}${line.slice(severity.length)}`]
  const label = /^ {2}\w+ {2,}(?=\S)/.exec(line)?.[0] ?? '  '
  const [first = '', ...rest] = wrapped(line, label.length, width, '  ')
  // What to do is what most come for.
  const role = label.trim() === 'help' ? 'strong' : undefined
  return line.startsWith('  ')
    ? [first, ...rest].map(text => (role ? style(role, text) : text))
    : [`  ${line}`]
}

/** A line folded, with what follows its first `indent` columns kept below each other. */
const wrapped = (line: string, indent: number, width: number, margin = ''): readonly string[] =>
  wrap(visible(line.slice(indent)), width - indent - margin.length).map(
    (text, index) => margin + (index === 0 ? line.slice(0, indent) : ' '.repeat(indent)) + text,
  )
