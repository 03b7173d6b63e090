import { structuredPatch } from 'diff'

/**
 * What differs between two texts of several objects, as lines of a diff. In the place of line numbers and of lines that are
 * the same stands where the change is: they would change with the rest of the text.
 * @param mostLines beyond so many, an object that is in one of the texts only is named, not shown
 */
export function difference(from: string, to: string, mostLines = 10): readonly string[] {
  const [before, after] = [objectsOf(from), objectsOf(to)]
  return pairs(before, after).flatMap(([name, old, fresh]) => {
    const only = old === undefined ? fresh : fresh === undefined ? old : undefined
    const isLong = (only?.split('\n').length ?? 0) > mostLines + 1
    return isLong ? [`${old === undefined ? '+' : '-'} ${name}`] : change(name, old ?? '', fresh ?? '')
  })
}

type Objects = ReadonlyMap<string, string>
type Pair = readonly [name: string, before: string | undefined, after: string | undefined]

/** Objects of one name, and those that alone of their kind have another name than the one before. */
function pairs(before: Objects, after: Objects): readonly Pair[] {
  const isLeft = (name: string): boolean => !before.has(name) || !after.has(name)
  const left = [...new Set([...before.keys(), ...after.keys()])].filter(isLeft)
  const renamed = (name: string): string | undefined => {
    const kin = left.filter(other => kindOf(other) === kindOf(name))
    return kin.length === 2 ? kin.find(other => after.has(other)) : undefined
  }
  const old = [...before].map(
    ([name, text]): Pair => [name, text, after.get(name) ?? after.get(renamed(name) ?? '')],
  )
  const taken = new Set(left.map(renamed))
  const fresh = [...after].flatMap(([name, text]): readonly Pair[] =>
    before.has(name) || taken.has(name) ? [] : [[name, undefined, text]],
  )
  return [...old, ...fresh]
}
const kindOf = (title: string): string => title.split(' ')[0] ?? ''

function change(name: string, before: string, after: string): readonly string[] {
  const lines = before.split('\n')
  const patch = structuredPatch(name, name, before, after, undefined, undefined, { context: 0 })
  const shown = patch.hunks.flatMap(hunk => {
    const changed = hunk.lines.filter(line => !line.startsWith('\\'))
    const path = pathOf(lines.slice(0, hunk.oldStart - 1), indentOf((changed[0] ?? '').slice(1)))
    return [`@@ ${[name, ...path].join(' ')} @@`, ...cropped(outdented(changed))]
  })
  return shown.filter((line, index) => !(line.startsWith('@@') && line === headerAbove(shown, index)))
}

const headerAbove = (lines: readonly string[], index: number): string | undefined =>
  lines.slice(0, index).findLast(line => line.startsWith('@@'))

/** Lines of a diff without the indentation that they share. */
function outdented(lines: readonly string[]): readonly string[] {
  const shared = Math.min(...lines.map(line => indentOf(line.slice(1))))
  return lines.map(line => line.charAt(0) + line.slice(1 + shared))
}

/** A long line put in the place of another is shown around what differs. */
function cropped(lines: readonly string[]): readonly string[] {
  const [out = '', put = '', ...more] = lines
  const isReplaced = out.startsWith('-') && put.startsWith('+') && more.length === 0
  if (!isReplaced || Math.max(out.length, put.length) <= widest) return lines
  let [start, end] = [1, 0]
  while (start < out.length && out[start] === put[start]) start++
  while (end < Math.min(out.length, put.length) - start && out.at(-1 - end) === put.at(-1 - end)) end++
  const from = Math.max(1, start - around)
  return [out, put].map(line => {
    const to = Math.min(line.length, line.length - end + around)
    return `${line.charAt(0)}${from > 1 ? '...' : ''}${line.slice(from, to)}${to < line.length ? '...' : ''}`
  })
}
const [widest, around] = [100, 30] as const

/** The keys and the items by name that a line of YAML at this column would be in below these. */
function pathOf(above: readonly string[], indent: number): readonly string[] {
  const path: string[] = []
  let column = indent
  for (const line of above.toReversed()) {
    if (indentOf(line) >= column || line.trim() === '') continue
    column = indentOf(line)
    const [, key, item] = /^ *(?:([\w./-]+):(?: \|-?)?|- name: (.*))$/.exec(line) ?? []
    const step = key ?? item
    if (step !== undefined) path.unshift(step)
  }
  return path.length === 0 ? [] : [path.join('.')]
}
const indentOf = (line: string): number => line.length - line.trimStart().length

/** The documents of a text, by kind and name. */
function objectsOf(text: string): Objects {
  const objects = new Map<string, string>()
  for (const document of text.split(/^---\n/m)) {
    const kind = /^kind: (.*)$/m.exec(document)?.[1] ?? 'document'
    const name = /^ {2}name: (.*)$/m.exec(document)?.[1] ?? ''
    const title = `${kind} ${name}`.trim()
    objects.set(objects.has(title) ? `${title} (${objects.size + 1})` : title, document)
  }
  return objects
}
