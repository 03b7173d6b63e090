import { Marked } from 'marked'

/** A page as HTML. */
export interface Rendered {
  readonly title: string
  readonly html: string
  /** Its words, without markup. */
  readonly text: string
  /** The headings below its title, with their anchors. */
  readonly headings: readonly { readonly text: string; readonly anchor: string }[]
}

/**
 * Markdown as HTML. The docs are ours; HTML in them is shown as text all the same.
 * @param link what a link of the page leads to on the site
 */
export function rendered(markdown: string, link: (href: string) => string): Rendered {
  const headings: { text: string; anchor: string; depth: number }[] = []
  const words: string[] = []
  const marked = new Marked({
    // Names of files in sources, such as module.erl@v4.0.9, are no addresses of mail.
    tokenizer: { url: () => undefined },
    renderer: {
      html: ({ text }) => (text.startsWith('<!--') ? '' : escaped(text)),
      heading({ tokens, depth, text }) {
        const anchor = anchorOf(text)
        headings.push({ text: plain(text), anchor, depth })
        return `<h${depth} id="${anchor}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      link({ href, tokens }) {
        return `<a href="${escaped(link(href))}">${this.parser.parseInline(tokens)}</a>`
      },
      table(token) {
        const cells = (row: typeof token.header, name: 'td' | 'th'): string =>
          row.map(cell => `<${name}>${this.parser.parseInline(cell.tokens)}</${name}>`).join('')
        const rows = token.rows.map(row => `<tr>${cells(row, 'td')}</tr>`).join('\n')
        return `<div class="table"><table><thead><tr>${cells(token.header, 'th')}</tr></thead><tbody>${rows}</tbody></table></div>\n`
      },
      code({ text, lang }) {
        return `<pre class="${escaped(lang ?? 'text')}"><code>${lang === 'diff' ? diffLines(text) : escaped(text)}</code></pre>\n`
      },
    },
    walkTokens(token) {
      if ('text' in token && !('tokens' in token && token.tokens)) words.push(String(token.text))
    },
  })
  const html = marked.parse(markdown, { async: false })
  const [title, ...others] = headings
  return {
    title: title?.text ?? '',
    html,
    text: words.join(' '),
    headings: others.filter(({ depth }) => depth === 2),
  }
}

/** As GitHub makes anchors of headings: links in the files hold on both. */
const anchorOf = (text: string): string =>
  plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
const plain = (text: string): string => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*_]/g, '')

const diffLines = (text: string): string =>
  text
    .split('\n')
    .map(line => {
      const kind = { '+': 'ins', '-': 'del', '@': 'at' }[line.charAt(0)]
      return kind === undefined ? escaped(line) : `<span class="${kind}">${escaped(line)}</span>`
    })
    .join('\n')

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
