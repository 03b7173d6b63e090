import { filesOf } from '../../../source/kustomize/files.ts'
import { generatorData } from '../../../source/kustomize/generator-data.ts'
import { kustomizationIn } from '../../../source/kustomize/kustomization.ts'
import { generators } from '../../../source/kustomize/named-files.ts'
import { describe, expect, test } from '../../jest.ts'

function dataOf(generator: string, others: Readonly<Record<string, string>> = {}) {
  const files = filesOf(
    Object.entries({
      'o/kustomization.yaml': `configMapGenerator:\n  - name: x\n${generator}`,
      ...others,
    }).map(([name, text]) => ({ name, text })),
  )
  const kustomization = kustomizationIn(files.documents('o/kustomization.yaml'))
  const [first] = generators(kustomization?.value ?? {})
  if (!kustomization || !first) throw new Error('there is no generator')
  return { ...generatorData(first, kustomization, files), files }
}

describe('variables of a file', () => {
  const text = '\uFEFF# c\nA=1\r\n  B= two  \n\nC="q"\nBARE\nD=x=y\n#E=1\nF='
  const { values, files } = dataOf('    envs: [v.env]', { 'o/v.env': text })

  test('are read as kustomize reads them', () =>
    expect([...values].map(([key, { text: value }]) => [key, value])).toEqual([
      ['A', '1'],
      ['B', ' two  '],
      ['C', '"q"'],
      ['BARE', ''],
      ['D', 'x=y'],
      ['F', ''],
    ]))
  test('have their places', () => {
    for (const { text: value, from } of values.values()) {
      if (!('start' in from)) throw new Error('not in a file')
      expect(files.text(from.file)?.slice(from.start, from.end)).toBe(value)
    }
  })
})

describe('sources', () => {
  test('literals lose their quotes', () => {
    const { values } = dataOf(`    literals: ['a="b c"', "d='e'", 'f="g', h=, '=none', none]`)
    expect([...values].map(([key, { text }]) => [key, text])).toEqual([
      ['a', 'b c'],
      ['d', 'e'],
      ['f', '"g'],
      ['h', ''],
    ])
  })
  test('files have their names as keys, or others', () => {
    const { values, unseen } = dataOf('    files: [deep/a.conf, key=../b.txt, gone.conf, k=gone.txt]', {
      'o/deep/a.conf': 'one',
      'b.txt': 'two',
    })
    expect([...values].map(([key, { text }]) => [key, text])).toEqual([
      ['a.conf', 'one'],
      ['key', 'two'],
    ])
    expect([...unseen]).toEqual([
      ['gone.conf', 'o/gone.conf is not among the files'],
      ['k', 'o/gone.txt is not among the files'],
    ])
  })
  test('a missing file of variables may give any key', () =>
    expect([...dataOf('    env: gone.env').unseen]).toEqual([['', 'o/gone.env is not among the files']]))
})
