import { parseRelease, type Release } from '../../facts/release.ts'
import { type ErlangTerm, parseErlang } from '../../model/formats/erlang/erlang.ts'
import { jsonDialect, parseJson } from '../../model/formats/json/json.ts'
import { FormatError } from '../../model/formats/text/codec.ts'
import { formatVerdicts } from '../brokers/format-check.ts'
import { erlangTexts, jsonTexts } from '../brokers/format-samples.ts'
import { type BrokerRoot, brokerRoot, suites } from '../brokers/install.ts'
import { beforeAll, describe, expect, test } from '../jest.ts'

const count = 3000
const seed = 20_260_103

/** What we make of a text: `read` with what was read, or `refused` and why. */
interface Ours {
  readonly verdict: string
  readonly why: string
}
function ours(read: () => string): Ours {
  try {
    return { verdict: read(), why: '' }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return { verdict: 'refused', why: error.message }
  }
}

/** A term as the check script shows it. */
function show(term: ErlangTerm): string {
  switch (term.kind) {
    case 'atom':
      return `atom:${Buffer.from(term.value).toString('hex')}`
    case 'integer':
      return String(term.value)
    case 'string':
      return `[${[...term.value].map(char => char.codePointAt(0)).join(',')}]`
    case 'tuple':
      return `{${term.items.map(show).join(',')}}`
    case 'list':
      return `[${[term.items.map(show).join(','), ...tail(term.tail)].join('')}]`
    default:
      return term.kind
  }
}
/** A tail that is a list continues the list; anything else stands behind a bar. */
function tail(term: ErlangTerm | undefined): string[] {
  if (!term) return []
  const text = show(term)
  if (!text.startsWith('[')) return [`|${text}`]
  return text === '[]' ? [] : [`,${text.slice(1, -1)}`]
}

describe.each(suites)('formats of the RabbitMQ in %s', suite => {
  let root: BrokerRoot
  let release: Release
  beforeAll(async () => {
    root = await brokerRoot(suite)
    const read = parseRelease(root.version)
    if (!read) throw new Error(`not a release: '${root.version}'`)
    release = read
  })

  test('definitions: JSON as this release decodes it', async () => {
    const whole = jsonDialect(release)
    // What thoas is given has been stripped of a byte order mark before.
    const dialect = { ...whole, byteOrderMark: whole.looseStrings }
    const texts = jsonTexts(count, seed)
    const verdicts = await formatVerdicts(root, 'json', texts)
    const differences = texts.flatMap((text, index) => {
      const { verdict, why } = ours(() => {
        parseJson(text, dialect)
        return 'read'
      })
      const explained = dialect.looseStrings && onlyJsx(text, why)
      return verdict === verdicts[index] || explained ? [] : [{ text, why, broker: verdicts[index] }]
    })
    expect(differences).toEqual([])
    expect(verdicts.filter(verdict => verdict === 'read').length).toBeGreaterThan(count / 5)
  })

  test('advanced.config: Erlang terms as this Erlang reads them', async () => {
    const texts = erlangTexts(count, seed)
    const verdicts = await formatVerdicts(root, 'erlang', texts)
    const differences = texts.flatMap((text, index) => {
      const { verdict, why } = ours(() => `read ${parseErlang(text).map(show).join(' ')}`.trimEnd())
      return verdict === verdicts[index] || sinceOtp27(text)
        ? []
        : [{ text, why, verdict, broker: verdicts[index] }]
    })
    expect(differences).toEqual([])
    expect(verdicts.filter(verdict => verdict !== 'refused').length).toBeGreaterThan(count / 5)
  })

  /** From Erlang/OTP 27 on three quotes open a text of several lines, and strings side by side need a blank between them. */
  const sinceOtp27 = (text: string): boolean => release.major >= 4 && text.includes('""')
})

/**
 * What jsx takes and we do not, as json-dialect.ts says: single quotes, line ends in strings, some broken `\u`; and what
 * it refuses of what else it takes: an unpaired surrogate with an escape behind it, a `*` in a comment.
 */
const onlyJsx = (text: string, why: string): boolean =>
  /'|\/\*|\\ud[89ab]/i.test(text) || /string without closing quote|invalid \\u escape/.test(why)
