import { lint } from '../../bound.ts'
import type { Report } from '../../index.ts'
import type { ReportedFinding } from '../../lint/report.ts'
import { type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { fromPointer } from '../../model/kube/json-pointer.ts'
import { dig } from '../../model/kube/read.ts'
import { readDocuments } from '../../source/yaml/read.ts'
import type { ConfigFile } from '../config/config.ts'
import { parseConfig } from '../config/parse.ts'
import { type ExitCode, exitCode, exitCodeOf, Stop, wrongUsage } from '../exit-code.ts'
import { formatReport } from '../formats/format.ts'
import { lookOfFile } from '../formats/terminal.ts'
import { judgingOptions } from '../gather.ts'
import type { Host } from '../host.ts'
import { ruleIds } from '../rule-ids.ts'

/** What standard input is called on standard error. */
const input = '<stdin>'

/**
 * A function of kustomize or kpt: a ResourceList comes on standard input and goes to standard output with `results`, its objects
 * untouched to the letter. kustomize shows no results, so people are told on standard error. Source: kustomize
 * cmd/config/docs/api-conventions/functions-spec.md.
 */
export async function runKrm(host: Host, today: string): Promise<ExitCode> {
  const text = (await host.stdin()).toString('utf8')
  const list = listIn(text)
  const config = configOf(member(list, 'functionConfig'))
  const report = lint([{ name: input, text }], {
    named: [input],
    ...judgingOptions({ rule: new Map(), only: [], inlineConfig: true, today }, config),
  })
  const results = report.findings.map(finding => resultOf(finding, listOf(list.items)))
  host.out.write(withResults(text, list, results))
  if (results.length > 0) host.err.write(told(report, text))
  return exitCodeOf(report, config.failOn ?? 'error')
}

function listIn(text: string): JsonObject {
  const [document, second] = readDocuments(input, text)
  if (document?.error) throw wrongUsage(`standard input cannot be read: ${document.error.reason}`)
  const { value } = document ?? {}
  if (second || member(value, 'kind') !== 'ResourceList')
    throw new Stop(
      exitCode.usage,
      'standard input is not a ResourceList, as kustomize and kpt send it to a function',
    )
  return value as JsonObject
}

/** What the config file says stands under `spec` here. */
function configOf(functionConfig: Json | undefined): ConfigFile {
  const spec = member(functionConfig, 'spec')
  if (spec === undefined) return {}
  const parsed = parseConfig('spec.json', JSON.stringify(spec), ruleIds)
  if ('config' in parsed) return parsed.config
  throw wrongUsage(
    parsed.problems.map(({ message }) => `spec of the function's configuration: ${message}`).join('\n'),
  )
}

function resultOf(
  { rule, severity, message, why, help, object, path, docs }: ReportedFinding,
  items: readonly Json[],
) {
  const { apiVersion, kind, namespace, name } = object
  const place = fileOf(items, object)
  return {
    message: `${rule}: ${message}`,
    severity,
    resourceRef: { apiVersion, kind, name, ...(namespace === '' ? {} : { namespace }) },
    ...(path === '' ? {} : { field: { path: fieldOf(path) } }),
    ...(place && { file: place }),
    tags: { rule, why, help, docs },
  }
}

/** `/spec/ports/0/name` as `spec.ports[0].name`. */
const fieldOf = (pointer: string): string =>
  fromPointer(pointer)
    .map(step => (/^\d+$/.test(String(step)) ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)

function fileOf(items: readonly Json[], { apiVersion, kind, namespace, name }: ReportedFinding['object']) {
  const item = items.find(
    one =>
      member(one, 'apiVersion') === apiVersion &&
      member(one, 'kind') === kind &&
      (dig(one, ['metadata', 'namespace']) ?? '') === namespace &&
      dig(one, ['metadata', 'name']) === name,
  )
  const annotations = dig(item, ['metadata', 'annotations'])
  const told = (key: string): Json | undefined =>
    member(annotations, `internal.config.kubernetes.io/${key}`) ??
    member(annotations, `config.kubernetes.io/${key}`)
  const path = told('path')
  return path === undefined ? undefined : { path, index: Number(told('index') ?? 0) }
}

/** The text as it came, with one more member; all of it is written anew only where that cannot be added at its end. */
function withResults(text: string, list: JsonObject, results: readonly unknown[]): string {
  const isBlock = /^\w/m.test(text) && !/^\s*\{/.test(text) && !/^\.\.\./m.test(text)
  if (isBlock && list.results === undefined)
    return `${text}${text.endsWith('\n') ? '' : '\n'}results: ${JSON.stringify(results)}\n`
  return `${JSON.stringify({ ...list, results }, null, 2)}\n`
}

const told = (report: Report, text: string): string =>
  formatReport('pretty', report, {
    ...lookOfFile,
    ...{ quiet: true, statistics: false, showInfos: false, verbose: false, which: '' },
    text: () => text,
  })
