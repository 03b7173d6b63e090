import { isArray, isObject, type Json, type JsonObject, member } from '../../model/kube/json.ts'
import { fromPointer } from '../../model/kube/json-pointer.ts'
import { dig } from '../../model/kube/read.ts'
import { type Document, readDocuments } from '../../source/yaml/read.ts'
import { dereference, entryOf, type Node } from '../../source/yaml/tree.ts'
import check from './check.js'
import type { ConfigFile } from './config.ts'
import { explain, unknownRule } from './explain.ts'

/** Something wrong in a config file; line and column are 1-based. */
export interface ConfigProblem {
  readonly line: number
  readonly column: number
  readonly message: string
}
export type Parsed = { readonly config: ConfigFile } | { readonly problems: readonly ConfigProblem[] }

/**
 * Reads a config file and says everything that is wrong with it.
 * @param name decides between YAML and JSON
 * @param ruleIds the rules that there are
 */
export function parseConfig(name: string, text: string, ruleIds: readonly string[]): Parsed {
  const [document, second] = readDocuments(name, text)
  if (!document) return { config: {} }
  if (document.error) {
    const { line, column, reason } = document.error
    return { problems: [{ line, column, message: reason }] }
  }
  if (second)
    return { problems: [{ ...second.position(second.start), message: 'a config file is one document' }] }
  const value = withOff(document.value ?? null)
  if (value === null) return { config: {} }
  const problems = [
    ...duplicates(document),
    ...schemaProblems(document, value),
    ...unknownRules(document, value, ruleIds),
  ]
  return problems.length > 0 ? { problems: problems.sort(byPlace) } : { config: value as ConfigFile }
}

const byPlace = (a: ConfigProblem, b: ConfigProblem): number => a.line - b.line || a.column - b.column

/** In YAML as Kubernetes reads it `off` is false; where a word is wanted it is meant as written. */
function withOff(value: Json): Json {
  if (!isObject(value)) return value
  const words = (entries: Json | undefined): Json | undefined =>
    isObject(entries)
      ? mapValues(entries, entry => (isObject(entry) ? mapValues(entry, offWord) : offWord(entry)))
      : entries
  return mapValues(value, (part, key) => {
    if (key === 'rules') return words(part) ?? part
    if (key === 'overrides' && isArray(part)) {
      return part.map(item =>
        isObject(item)
          ? mapValues(item, (list, name) => (name === 'rules' ? (words(list) ?? list) : list))
          : item,
      )
    }
    return key === 'webhook' && isObject(part)
      ? mapValues(part, (setting, name) => (name === 'mutate' ? offWord(setting) : setting))
      : part
  })
}
const offWord = (value: Json): Json => (value === false ? 'off' : value)
const mapValues = (object: JsonObject, change: (value: Json, key: string) => Json): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))

function duplicates(document: Document): readonly ConfigProblem[] {
  return document.duplicates.map(({ path, offsets }) => ({
    ...document.position(offsets.at(-1) ?? document.start),
    message: `${path.at(-1)} is given twice`,
  }))
}

function schemaProblems(document: Document, value: Json): readonly ConfigProblem[] {
  if (check(value)) return []
  return (check.errors ?? []).flatMap(problem => {
    const said = explain(problem)
    if (said === undefined) return []
    const path = fromPointer(problem.instancePath)
    const place =
      said.key === undefined
        ? offsetOf(document, path, 'value')
        : offsetOf(document, [...path, said.key], 'key')
    return [{ ...document.position(place), message: said.message }]
  })
}

function unknownRules(document: Document, value: Json, ruleIds: readonly string[]): readonly ConfigProblem[] {
  const overrides = member(value, 'overrides')
  const holders: readonly Path[] = [
    ['rules'],
    ...(isArray(overrides) ? overrides.map((_, index) => ['overrides', index, 'rules']) : []),
  ]
  return holders.flatMap(path => {
    const entries = dig(value, path)
    if (!isObject(entries)) return []
    const unknown = Object.keys(entries).filter(id => !ruleIds.includes(id))
    return unknown.map(id => ({
      ...document.position(offsetOf(document, [...path, id], 'key')),
      message: unknownRule(id, ruleIds),
    }))
  })
}

type Path = readonly (string | number)[]

/** Where the last step of a path is written, its key or its value; the nearest that exists where it is not there. */
function offsetOf(document: Document, path: Path, part: 'key' | 'value'): number {
  let node: Node | undefined = document.root
  let offset = node?.outer ?? document.start
  for (const [index, step] of path.entries()) {
    const here: Node | undefined = node && dereference(node)
    const entry = here?.kind === 'map' ? entryOf(here, String(step)) : undefined
    const item = here?.kind === 'list' ? here.items[Number(step)] : undefined
    node = entry?.value ?? item?.value
    if (!node) return offset
    const isEmpty = node.start === node.end
    offset = entry && (isEmpty || (part === 'key' && index === path.length - 1)) ? entry.start : node.outer
  }
  return offset
}
