import type { JsonObject } from '../../model/kube/json.ts'
import type { Borrowed } from '../../model/kube/object.ts'
import { joinPath } from '../paths.ts'
import type { Files } from './files.ts'
import { type Entry, type Kustomization, placeOf, textEntries } from './kustomization.ts'
import { environmentFiles, fileSource } from './named-files.ts'

/** What one generator puts under its keys. */
export interface GeneratorData {
  readonly values: ReadonlyMap<string, Generated>
  /** Keys whose text was not seen, with the reason; '' for a file that may give any key. */
  readonly unseen: ReadonlyMap<string, string>
}
export interface Generated {
  readonly text: string
  readonly from: Borrowed['from']
}

/** Source: kustomize api/kv/kv.go, Load: variables of files, then literals, then files. */
export function generatorData(
  { value, path }: Entry<JsonObject>,
  kustomization: Kustomization,
  files: Files,
): GeneratorData {
  const values = new Map<string, Generated>()
  const unseen = new Map<string, string>()
  const { folder } = kustomization
  for (const entry of environmentFiles(value)) {
    const file = joinPath(folder, entry.value)
    const text = files.text(file)
    if (text === undefined) unseen.set('', `${file} ${files.unread(file) ?? 'is not among the files'}`)
    else for (const [key, generated] of variables(file, text)) values.set(key, generated)
  }
  for (const literal of textEntries(value, 'literals')) {
    const pair = keyAndValue(literal.value)
    const from = { ...placeOf(kustomization, [...path, ...literal.path]), derived: true as const }
    if (pair) values.set(pair.key, { text: withoutQuotes(pair.value), from })
  }
  for (const { value: source } of textEntries(value, 'files')) {
    const { key, path: name } = fileSource(source)
    const file = joinPath(folder, name)
    const text = files.text(file)
    if (text === undefined) unseen.set(key, `${file} ${files.unread(file) ?? 'is not among the files'}`)
    else values.set(key, { text, from: { file, start: 0, end: text.length } })
  }
  return { values, unseen }
}

function keyAndValue(text: string): { readonly key: string; readonly value: string } | undefined {
  const cut = text.indexOf('=')
  return cut <= 0 ? undefined : { key: text.slice(0, cut), value: text.slice(cut + 1) }
}

const withoutQuotes = (text: string): string =>
  /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text

/** `KEY=value` a line; blank lines and those that begin with `#` do not count. A key without `=` is empty. */
function* variables(file: string, text: string): Generator<readonly [string, Generated]> {
  const lines = /[^\n]*(?:\n|$)/y
  while (lines.lastIndex < text.length) {
    const offset = lines.lastIndex
    const line = (lines.exec(text)?.[0] ?? '').replace(/\r?\n$/, '')
    const start = line.length - line.replace(/^\uFEFF?\s*/, '').length
    const content = line.slice(start)
    if (content === '' || content.startsWith('#')) continue
    const cut = content.indexOf('=')
    const key = cut < 0 ? content : content.slice(0, cut)
    const value = cut < 0 ? '' : content.slice(cut + 1)
    const end = offset + line.length
    yield [key, { text: value, from: { file, start: end - value.length, end } }]
  }
}
