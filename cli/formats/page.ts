import type { Role, Style } from './style.ts'
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

/** A line of a diff, or of what the command says. */
const block = (language: string, line: string, look: Pick<Look, 'style' | 'width'>): readonly string[] =>
  language === 'diff' ? [changed(line, look.style)] : saidLine(line, look)

function changed(line: string, style: Style): string {
  const role = roles[line.charAt(0)]
  return `  ${role ? style(role, visible(line)) : visible(line)}`
}

/** What is said of a finding is folded behind its label; what to do stands out, as most come for that. */
function saidLine(line: string, { style, width }: Pick<Look, 'style' | 'width'>): readonly string[] {
  if (!line.startsWith('  ')) return [`  ${style('strong', line)}`]
  const label = /^ {2}\w+ {2,}(?=\S)/.exec(line)?.[0] ?? '  '
  const lines = wrapped(line, label.length, width, '  ')
  return label.trim() === 'help' ? lines.map(text => style('strong', text)) : lines
}

/** A line folded, with what follows its first `indent` columns kept below each other. */
const wrapped = (line: string, indent: number, width: number, margin = ''): readonly string[] =>
  wrap(visible(line.slice(indent)), width - indent - margin.length).map(
    (text, index) => margin + (index === 0 ? line.slice(0, indent) : ' '.repeat(indent)) + text,
  )
