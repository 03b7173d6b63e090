import { type DumpOptions, dump, visit } from 'js-yaml'
import type { JsonObject } from '../../model/kube/json.ts'

/** The styles of js-yaml by their numbers, which its types spell out. */
const [singleQuoted, doubleQuoted, flow] = [2, 3, 2] as const

/** JSON on one line, which is not to be read through escapes. */
const isJson = (text: string): boolean => /^\{"[^'\n]*$/.test(text)

/** Objects as one YAML text, a document each, in the style of people: short lists on one line, values of
 * variables and annotations quoted. */
export const yaml = (...objects: readonly JsonObject[]): string => objects.map(documentOf).join('---\n')

/** Most samples share most of their objects. */
const written = new Map<string, string>()
function documentOf(object: JsonObject): string {
  const key = JSON.stringify(object)
  const text = written.get(key) ?? dump(object, options)
  written.set(key, text)
  return text
}

const options: DumpOptions = {
  noRefs: true,
  lineWidth: -1,
  quoteStyle: 'double',
  transform: documents =>
    visit(documents, node => {
      if (
        node.kind === 'sequence' &&
        node.items.every(item => item.kind === 'scalar' && !item.value.includes('\n'))
      )
        node.style = flow
      if (node.kind === 'scalar' && isJson(node.value)) node.style = singleQuoted
      if (node.kind !== 'mapping') return
      for (const { key, value } of node.items) {
        const name = key.kind === 'scalar' ? key.value : undefined
        if (name === 'value' && value.kind === 'scalar') value.style = doubleQuoted
        if (name !== 'annotations' || value.kind !== 'mapping') continue
        for (const { value: text } of value.items) if (text.kind === 'scalar') text.style = doubleQuoted
      }
    }),
}
