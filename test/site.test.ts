import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import MiniSearch from 'minisearch'
import { parseConfig } from '../cli/config/parse.ts'
import { json } from '../cli/formats/json.ts'
import { ruleIds } from '../cli/rule-ids.ts'
import { siteFiles, sources } from '../scripts/site/site.ts'
import { finding, report } from './cli/sample-report.ts'
import { expect, test } from './jest.ts'

const read = (path: string): string => readFileSync(path, 'utf8')
const files = new Map([...siteFiles(read)].map(([name, text]) => [name, String(text)]))
const pages = [...files].filter(([name]) => name.endsWith('.html'))

test('every link of the site leads to a page, and to a place in it', () => {
  const dead = pages.flatMap(([name, html]) =>
    [...html.matchAll(/(?:href|src)="([^"]+)"/g)].flatMap(([, href = '']) => {
      if (/^https?:/.test(href)) return []
      const [path = '', anchor] = href.split('#')
      const target = path === '' ? name : join(dirname(name), path)
      const found = files.get(target)
      const isThere = found !== undefined && (anchor === undefined || found.includes(`id="${anchor}"`))
      return isThere ? [] : [`${name}: ${href}`]
    }),
  )
  expect(dead).toEqual([])
})

test('no page asks for anything of another host', () => {
  for (const [name, html] of pages)
    expect([name, /<(?:script|link|img)[^>]*(?:src|href)="https?:/.test(html)]).toEqual([name, false])
})

test('each page of docs is linked from the first', () => {
  const index = files.get('index.html') ?? ''
  const left = sources()
    .filter(path => /^docs\/[^/]+\.md$/.test(path) && path !== 'docs/README.md')
    .filter(path => !index.includes(`href="${path.slice('docs/'.length).replace(/\.md$/, '.html')}"`))
  expect(left).toEqual([])
})

test('the search finds a rule by its id, a topic by its words, a key by what it is called', () => {
  const window: { warrenerPages?: { id: string; title: string; text: string }[] } = {}
  new Function('window', files.get('search-index.js') ?? '')(window)
  const options = /new MiniSearch\((\{[\s\S]*?\n {2}\})\)/.exec(files.get('search.js') ?? '')?.[1]
  const index = new MiniSearch(new Function(`return ${options}`)() as never)
  index.addAll(window.warrenerPages ?? [])
  const first = (words: string): unknown => index.search(words)[0]?.id
  expect(first('service-not-headless')).toBe('rules/service-not-headless.html')
  expect(first('mirroring-depr')).toBe('rules/mirroring-deprecated.html')
  expect(first('recovery')).toBe('topics/recovery.html')
  expect(index.search('externalResources').map(({ id }) => id)).toContain('configuration.html')
})

test.each(['configuration', 'staging-and-production', 'not-evaluated'])(
  'examples of %s are config files',
  page => {
    const examples = [...read(`docs/${page}.md`).matchAll(/```yaml\n([\s\S]*?)```/g)].map(
      ([, text = '']) => text,
    )
    expect(examples).not.toEqual([])
    for (const text of examples) expect(parseConfig('.warrener.yaml', text, ruleIds)).toHaveProperty('config')
  },
)

test('the members of the JSON are those that the page has', () => {
  const page = read('docs/exit-codes.md')
  const place = {
    file: 'a.yaml',
    line: 1,
    message: '',
    rule: 'a',
    severity: 'error',
    fingerprint: 'x',
  } as const
  const fixing = {
    written: true,
    unsafe: false,
    files: ['a.yaml'],
    mended: [place],
    refused: [{ ...place, why: '' }],
  }
  const whole = JSON.parse(
    json(
      report([finding({ inner: 'x', cluster: 'mq', contexts: ['a', 'b'] })], {
        defects: [{ rule: 'a', subject: 'b', error: 'c' }],
        notEvaluated: [{ rule: 'a', cluster: 'b', why: 'c' }],
        skipped: [{ file: 'a', why: 'b' }],
      }),
      { fixing },
    ),
  ) as Record<string, unknown>
  const names = (value: unknown): readonly string[] =>
    Array.isArray(value)
      ? value.flatMap(names)
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, held]) => [name, ...names(held)])
        : []
  const unsaid = [...new Set(names(whole))].filter(
    name => !page.includes(`\`${name}\``) && !page.includes(`\`${name}[]\``),
  )
  expect(unsaid).toEqual([])
})
