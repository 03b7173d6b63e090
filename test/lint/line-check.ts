import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml'
import type { InputFile } from '../../lint/input.ts'
import type { Report, ReportedFinding, ReportedRelated } from '../../lint/report.ts'
import { fromPointer } from '../../model/kube/json-pointer.ts'

/** A place that a report names. */
type Placed = Pick<ReportedFinding | ReportedRelated, 'object' | 'path' | 'file' | 'line' | 'column'>

interface Lines {
  readonly from: number
  readonly to: number
}

/**
 * The places of a report that are not where the object stands that they name, as another reader of YAML finds it: a value or its key,
 * of what is missing the key of what it is missing in, of a part of embedded text a line of that text. Files that this reader does
 * not take, and objects that no document of a file is as it stands, are left out.
 */
export function misplaced(report: Report, files: readonly InputFile[]): readonly string[] {
  const texts = new Map(files.map(({ name, text }) => [name, text]))
  const read = new Map<string, ReturnType<typeof documentsOf>>()
  const wrong = (place: Placed, what: string): readonly string[] => {
    const { file, line, column } = place
    if (file === null || line === null || column === null) return []
    const text = texts.get(file)
    if (text === undefined) return [`${what}: ${file} is not among the files`]
    const shown = text.split('\n')[line - 1]
    if (shown === undefined || column > shown.length + 1) return [`${what}: ${file} has no ${line}:${column}`]
    const documents = read.get(file) ?? documentsOf(text)
    read.set(file, documents)
    const found = linesOf(documents, place)
    return found.length === 0 || found.some(({ from, to }) => line >= from && line <= to)
      ? []
      : [`${what}: ${file}:${line} is not ${place.object.kind} ${place.path} (${JSON.stringify(found)})`]
  }
  return report.findings.flatMap(finding => [
    ...wrong(finding, finding.rule),
    ...finding.related.flatMap(related => wrong(related, `${finding.rule}, related`)),
  ])
}

function documentsOf(text: string) {
  const counter = new LineCounter()
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    uniqueKeys: false,
    merge: true,
    version: '1.1',
  })
  return 'empty' in documents
    ? []
    : documents.filter(({ errors }) => errors.length === 0).map(document => ({ document, counter }))
}

function linesOf(documents: ReturnType<typeof documentsOf>, { object, path }: Placed): readonly Lines[] {
  return documents.flatMap(({ document, counter }) => {
    const value = document.contents
    if (!isMap(value) || document.getIn(['kind']) !== object.kind) return []
    if (document.getIn(['metadata', 'name']) !== object.name) return []
    return [rangeOf(value, fromPointer(path), counter)]
  })
}

/** The lines of what a path leads to; of its key alone where it leads on to nothing, or the value is a collection. */
function rangeOf(root: Node, steps: readonly string[], counter: LineCounter): Lines {
  let node: unknown = root
  let [from, to] = [lineAt(root, 0, counter), lineAt(root, 0, counter)]
  for (const step of steps) {
    const pair: { key: unknown; value?: unknown } | undefined = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === step)
      : undefined
    const next = isSeq(node) ? node.items[Number(step)] : pair?.value
    if (pair === undefined && next === undefined) return { from, to }
    from = lineAt(pair?.key ?? next, 0, counter)
    to = Math.max(from, lineAt(next, isScalar(next) ? 1 : 0, counter))
    if (!next) return { from, to }
    node = next
  }
  return { from, to }
}

const lineAt = (node: unknown, end: 0 | 1, counter: LineCounter): number => {
  const range = (node as Node | undefined)?.range
  return range ? counter.linePos(range[end]).line : 1
}
