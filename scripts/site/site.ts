import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path/posix'
import { repository } from '../../lint/docs-url.ts'
import { rendered } from './markdown.ts'
import { type Page, pageHtml } from './page-html.ts'
import { searchIndex } from './search-index.ts'

/** Pages of the site that lie above docs. */
const above = ['CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'manifests/README.md']
/** What is beside the pages: how they look, and the search. */
const assets = ['style.css', 'search.js']

/** The Markdown files that are pages, the index first. */
export const sources = (): readonly string[] => [
  'docs/README.md',
  ...globSync('docs/**/*.md')
    .filter(path => path !== 'docs/README.md')
    .sort(),
  ...above,
]

/** All files of the site, by their path in it. */
export function siteFiles(read: (path: string) => string): ReadonlyMap<string, string | Buffer> {
  const paths = sources()
  const names = new Map(paths.map(path => [path, pageOf(path)]))
  const pages = paths.map((path): Page => {
    const own = pageOf(path)
    const link = (href: string): string => linkFrom(path, own, href, names)
    return { ...rendered(read(path), link), path, name: own }
  })
  return new Map<string, string | Buffer>([
    ...pages.map(page => [page.name, pageHtml(page, relative(dirname(page.name), '.') || '.')] as const),
    ...globSync('docs/**/*.png').map(path => [path.slice('docs/'.length), readFileSync(path)] as const),
    ['search-index.js', searchIndex(pages)],
    ...assets.map(name => [name, readFileSync(join('scripts/site/assets', name), 'utf8')] as const),
    ['minisearch.js', readFileSync('node_modules/minisearch/dist/umd/index.js', 'utf8')],
  ])
}

/** `docs/rules/README.md` is `rules/index.html`. */
const pageOf = (path: string): string =>
  path
    .replace(/^docs\//, '')
    .replace(/README\.md$/, 'index.md')
    .replace(/\.md$/, '.html')

/** A link of a page: to another page where the file is one, else to the repository. */
function linkFrom(path: string, own: string, href: string, names: ReadonlyMap<string, string>): string {
  if (/^(?:[a-z]+:|#)/.test(href)) return href
  const [file = '', anchor] = href.split('#')
  const target = join(dirname(path), file)
  const page = names.get(target) ?? names.get(join(target, 'README.md'))
  const end = anchor === undefined ? '' : `#${anchor}`
  return page === undefined
    ? `${repository}/blob/main/${target}${end}`
    : `${relative(dirname(own), page)}${end}`
}
