import fc from 'fast-check'
import { listReleases, rangeText } from '../../facts/range-text.ts'
import { formatRelease } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import { forms, normalised, term } from '../../scripts/release-data/erlang.ts'
import { schema } from '../../scripts/release-data/schema.ts'
import { spans, table } from '../../scripts/release-data/table.ts'
import { thirdParty } from '../../scripts/release-data/third-party.ts'
import { describe, expect, test } from '../jest.ts'
import { tries } from '../tries.ts'

describe('Erlang terms', () => {
  test('of every kind', () => {
    const [form] = forms(`% comment. with {braces
      {mapping, "a.$b" ".c", 'An Atom', [{datatype, {enum, [true, none]}}, -3, 16#ff, 1.5, $x, "q\\"\\n"]}. % end`)
    if (!form) throw new Error('no form')
    expect(term(form)).toEqual({
      tuple: [
        { atom: 'mapping' },
        'a.$b.c',
        { atom: 'An Atom' },
        [
          {
            tuple: [
              { atom: 'datatype' },
              { tuple: [{ atom: 'enum' }, [{ atom: 'true' }, { atom: 'none' }]] },
            ],
          },
          -3,
          Number.NaN,
          1.5,
          Number.NaN,
          'q"\n',
        ],
      ],
    })
  })

  test('a form with a fun is no term, and has one spelling', () => {
    const [one, other] = forms('{t, "a", fun(X) -> X.y end}.\n{t,"a",fun( X )->\n X.y end}. ')
    if (!one || !other) throw new Error('no forms')
    expect(() => term(one)).toThrow()
    expect(normalised(one)).toBe(normalised(other))
  })

  test.each(['{a, b', '{a}. {b}', '{a b}.'])('%s is refused', text => {
    expect(() => forms(text).map(term)).toThrow()
  })
})

const files = (...texts: [path: string, text: string][]): Map<string, string> =>
  new Map(texts.map(([path, text]) => [`deps/${path.split('/')[0]}/priv/schema/${path.split('/')[1]}`, text]))
const keys = (read: ReturnType<typeof schema>): string[] =>
  read.mappings.map(({ key, types }) => `${key} ${types}`)

describe('schemas', () => {
  test('a key is what the first file says', () => {
    const read = schema(
      files(
        ['b/b.schema', '{mapping, "k", "b.k", []}. {mapping, "own", "b.own", [{datatype, flag}]}.'],
        ['a/a.schema', '{mapping, "k", "a.k", [{datatype, integer}, {validators, ["port"]}]}.'],
      ),
    )
    expect(keys(read)).toEqual(['k integer', 'own flag'])
    expect(read.mappings.find(({ key }) => key === 'k')?.validators).toEqual(['port'])
  })

  test('of several keys for one setting the first stays, unless a translation makes it', () => {
    const text = '{mapping, "a", "x.a", []}. {mapping, "b", "x.a", []}.'
    expect(keys(schema(files(['x/x.schema', text])))).toEqual(['a string'])
    const translated = `${text} {translation, "x.a", fun(Conf) -> Conf end}.`
    expect(keys(schema(files(['x/x.schema', translated])))).toEqual(['a string', 'b string'])
  })

  test('an option within a list too many is none', () => {
    const text = '{mapping, "a", "x.a", [[{datatype, integer}]]}.'
    expect(keys(schema(files(['x/x.schema', text])))).toEqual(['a string'])
  })

  test.each([
    ['[integer, ip]', 'integer | ip'],
    ['[{atom, infinity}, integer]', '=infinity | integer'],
    ['{enum, [a, b]}', 'enum(a,b)'],
    ['{duration, ms}', 'duration(ms)'],
    ['{list, atom}', 'list(atom)'],
    ['{integer, non_negative}', 'integer(min=0)'],
    ['{integer, positive}', 'integer(min=1)'],
    ['{float, positive}', 'float(gt=0)'],
    ['{integer, [{min, 1}, {max, 5}]}', 'integer(min=1,max=5)'],
  ])('%s is %s', (datatype, types) => {
    const text = `{mapping, "a", "x.a", [{datatype, ${datatype}}]}.`
    expect(keys(schema(files(['x/x.schema', text])))).toEqual([`a ${types}`])
  })

  test.each(['{penguin, 1}', '{integer, odd}'])('%s is unknown, and stops', datatype => {
    const text = `{mapping, "a", "x.a", [{datatype, ${datatype}}]}.`
    expect(() => schema(files(['x/x.schema', text]))).toThrow('unknown')
  })

  test('a partial is put under its prefix, less what is left out', () => {
    const read = schema(
      files(
        ['rabbit/tls.partial', '{mapping, "depth", "depth", [{datatype, byte}]}. {mapping, "dh", "dh", []}. {mapping, "versions.$v", "versions", [{datatype, atom}]}. {partial_translation, "versions", fun(C, _, _) -> C end}. {validator, "odd", "words", fun(_) -> true end}.'], // biome-ignore format: a file a line
        ['x/x.schema', '{include_partial, {rabbit, "tls"}, [{prefix, "x.tls"}, {app_prefix, "x.ssl"}, {exclude, ["dh"]}, {disable_with, none}]}.'], // biome-ignore format: a file a line
      ),
    )
    expect(keys(read)).toEqual(['x.tls.depth byte', 'x.tls.versions.$v atom', 'x.tls enum(none)'])
    expect(read.validators.get('odd')?.description).toBe('words')
    expect([...read.translations.keys()]).toEqual(['x.ssl.versions', 'x.ssl'])
  })

  test('a partial that is not there stops', () => {
    const text = '{include_partial, {rabbit, "tls"}, [{prefix, "x"}, {app_prefix, "x"}]}.'
    expect(() => schema(files(['x/x.schema', text]))).toThrow('no partial')
  })

  test('of another application', () => {
    expect(thirdParty('dep_credentials_obfuscation = hex 3.4.0').size).toBe(0)
    const read = schema(thirdParty('dep_credentials_obfuscation = hex 3.5.0'))
    expect(keys(read)).toContain('credentials_obfuscation.iterations integer')
  })
})

describe('tables', () => {
  const versions = ['3.12.0', '3.12.1', '3.13.0', '3.13.1', '3.13.2', '4.0.0']

  test('name the releases of each line', () => {
    const lines = new Map(
      versions.map(version => [version, ['always', ...(version.startsWith('3.13') ? ['mid'] : [])]]),
    )
    lines.get('3.12.1')?.push('b')
    lines.get('4.0.0')?.push('b')
    expect(table(lines)).toBe('always\tall\nb\t3.12.1-3.12,>=4.0\nmid\t3.13')
    expect(spans(versions)).toBe('3.12.0-3.12.1,3.13.0-3.13.2,4.0.0-4.0.0')
    expect(() => spans(['3.12.0', '3.12.2'])).toThrow('missing')
  })

  test('any set of releases reads back as it was', () => {
    const all = listReleases(spans(versions))
    fc.assert(
      fc.property(fc.subarray(versions), chosen => {
        const text = rangeText(all, release => chosen.includes(formatRelease(release)))
        const back = text === '' ? [] : all.filter(release => releaseRange(text).has(release))
        expect(back.map(formatRelease)).toEqual(chosen)
      }),
      tries(100),
    )
  })
})
