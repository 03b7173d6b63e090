import { escaped, type Rendered } from './markdown.ts'

/** A page of the site. */
export interface Page extends Rendered {
  /** The file that it is made from. */
  readonly path: string
  /** Its path in the site. */
  readonly name: string
}

/** What the reader finds on each page, in this order. */
const menu: readonly (readonly [title: string, page: string])[] = [
  ['Docs', 'index.html'],
  ['Rules', 'rules/index.html'],
  ['Command', 'command.html'],
  ['Configuration', 'configuration.html'],
  ['Exit codes', 'exit-codes.html'],
  ['Webhook', 'install.html'],
  ['Not evaluated?', 'not-evaluated.html'],
]

/**
 * A whole page, which loads nothing from anywhere else.
 * @param root the way from the page to the root of the site
 */
export function pageHtml({ title, html, headings, name }: Page, root: string): string {
  const entry = ([text, page]: (typeof menu)[number]): string =>
    `<a href="${root}/${page}"${page === name ? ' aria-current="page"' : ''}>${text}</a>`
  const contents =
    headings.length < 3
      ? ''
      : `<nav class="contents" aria-label="On this page">${headings.map(({ text, anchor }) => `<a href="#${anchor}">${escaped(text)}</a>`).join('')}</nav>\n`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} - Warrener</title>
<link rel="stylesheet" href="${root}/style.css">
<header>
<a class="name" href="${root}/index.html">Warrener</a>
<form role="search"><input type="search" id="search" placeholder="Search: a rule, a key, a word" aria-label="Search" autocomplete="off" data-root="${root}"></form>
<nav aria-label="Site">${menu.map(entry).join('\n')}</nav>
</header>
<ol id="found" hidden></ol>
<main>
${contents}${html}</main>
<script src="${root}/minisearch.js" defer></script>
<script src="${root}/search-index.js" defer></script>
<script src="${root}/search.js" defer></script>
</html>
`
}
