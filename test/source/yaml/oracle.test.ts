import fc from 'fast-check'
import { isAlias, isMap, isScalar, isSeq, type Node as Oracle, parseDocument } from 'yaml'
import type { Json } from '../../../model/kube/json.ts'
import type { Document } from '../../../source/yaml/document.ts'
import { readDocuments } from '../../../source/yaml/read.ts'
import { keyName, resolvePlain } from '../../../source/yaml/scalar.ts'
import { dereference, type Node } from '../../../source/yaml/tree.ts'
import { expect, test } from '../../jest.ts'
import { tries } from '../../tries.ts'
import { Choices, RandomYaml } from './random-yaml.ts'

/** The structure as another parser sees it. What scalars mean is tested by rows, against Kubernetes' own reader. */
function oracleValue(text: string): Json {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false })
  expect(document.errors).toEqual([])
  const value = (node: unknown): Json => {
    if (isAlias(node)) return value(node.resolve(document))
    if (isScalar(node)) return node.type === 'PLAIN' ? resolvePlain(node.source ?? '') : String(node.value)
    if (isSeq(node)) return node.items.map(value)
    if (isMap(node))
      return Object.fromEntries(node.items.map(({ key, value: held }) => [keyOf(key), value(held)]))
    return null
  }
  const keyOf = (key: unknown): string =>
    isScalar(key) ? (keyName(key.source ?? '', key.type === 'PLAIN', undefined) ?? '') : ''
  return value(document.contents as Oracle)
}

/** The value that the tree makes, from the places it names only. */
function treeValue(document: Document, node: Node): Json {
  const found = dereference(node)
  if (found.kind === 'list') return found.items.map(item => treeValue(document, item.value))
  if (found.kind === 'map') {
    return Object.fromEntries(found.entries.map(({ key, value }) => [key, treeValue(document, value)]))
  }
  const alone = readDocuments('a.yaml', `- ${document.source.slice(found.start, found.end)}\n`)[0]
  if (found.block !== undefined) return found.text
  return Array.isArray(alone?.value) ? (alone.value[0] ?? null) : (alone?.value ?? null)
}

const documents = fc
  .array(fc.nat({ max: 1 << 16 }), { minLength: 20, maxLength: 250, size: 'max' })
  .map(numbers => readDocuments('a.yaml', new RandomYaml(new Choices(numbers)).stream()))

test('values are those of another parser, on random documents in every style', () => {
  fc.assert(
    fc.property(documents, read => {
      for (const document of read) {
        // What a block scalar without a line end at the end of the file is, the two do not agree on.
        const text = /[\r\n]$/.test(document.text()) ? document.text() : `${document.text()}\n`
        expect(document.error).toBeUndefined()
        expect(readDocuments('a.yaml', text)[0]?.value).toEqual(oracleValue(text))
      }
    }),
    tries(100),
  )
})

test('the places of the tree hold what the value says', () => {
  fc.assert(
    fc.property(documents, read => {
      for (const document of read) {
        if (document.root) expect(treeValue(document, document.root)).toEqual(document.value)
        if (document.root) expectInside(document.root, document)
      }
    }),
    tries(100),
  )
})

/** Members lie in their collection, one behind the other; signs are where the tree says. */
function expectInside(node: Node, { source }: Document): void {
  const parts =
    node.kind === 'map'
      ? node.entries.map(({ start, value, colon }) => ({ start, value, sign: colon, expected: ':' }))
      : node.kind === 'list'
        ? node.items.map(({ start, value }) => ({
            start,
            value,
            sign: node.flow ? undefined : start,
            expected: '-',
          }))
        : []
  let last = node.start
  for (const { start, value, sign, expected } of parts) {
    if (sign !== undefined) expect(source[sign]).toBe(expected)
    expect(start).toBeGreaterThanOrEqual(last)
    expect(value.end).toBeLessThanOrEqual(node.end)
    last = value.end
    expectInside(value, { source } as Document)
  }
}
