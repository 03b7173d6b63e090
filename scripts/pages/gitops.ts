import { isString, type Json, member } from '../../model/kube/json.ts'
import { toPointer } from '../../model/kube/json-pointer.ts'
import type { KubeObject } from '../../model/kube/object.ts'
import type { Step } from '../../model/kube/step.ts'
import type { DocumentedRule } from '../../model/rule/rule.ts'
import { saidOfExample } from './judged.ts'

/** A field that admission adds, in the example of the rule that asks for it. */
export interface Addition {
  readonly rule: string
  readonly object: KubeObject
  readonly path: readonly Step[]
  readonly value: Json
  /** Added when the object is created, and never later. */
  readonly onlyNew: boolean
}

/** What the mutating webhook adds by default: the additive fixes, in the rules' own examples. */
export const additionsOf = (rules: readonly DocumentedRule[]): readonly Addition[] =>
  rules.flatMap(rule =>
    saidOfExample(rule).flatMap(({ fix }) =>
      (fix?.safety === 'additive' ? fix.edits : []).flatMap(edit =>
        edit.op === 'set'
          ? [
              {
                rule: rule.id,
                object: edit.at.object,
                path: edit.at.path,
                value: edit.value,
                onlyNew: fix?.only === 'create',
              },
            ]
          : [],
      ),
    ),
  )

/** A path as jq selects it, an item of a list by its name: its position is another one tomorrow. */
export const jqPath = ({ path, value }: Pick<Addition, 'path' | 'value'>): string =>
  path
    .map(step => {
      const name = step === '-' ? member(value, 'name') : isNamed(step) ? step.name : undefined
      if (name !== undefined) return `[] | select(.name == ${JSON.stringify(name)}) | `
      return /^\w+$/.test(String(step)) ? `.${step}` : `[${JSON.stringify(step)}]`
    })
    .join('')
    .replace(/ \| $/, '')

const isNamed = (step: Step): step is { readonly name: string } => typeof step === 'object' && 'name' in step
const isInList = ({ path }: Addition): boolean => path.some(step => step === '-' || !isString(step))
const pointerOf = ({ path }: Addition): string => toPointer(path.filter(isString))

/** One entry of `spec.ignoreDifferences` of an Argo CD Application for each kind. */
function argo(additions: readonly Addition[]): readonly string[] {
  const kinds = Map.groupBy(additions, ({ object: { group, kind } }) => `${group}/${kind}`)
  return [...kinds.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return []
    const all = [first, ...rest]
    const { group, kind } = first.object
    return [
      `  - ${group === '' ? '' : `group: ${group}\n    `}kind: ${kind}`,
      ...listed(
        '    jsonPointers:',
        all.filter(one => !isInList(one)).map(one => `      - ${pointerOf(one)}`),
      ),
      ...listed(
        '    jqPathExpressions:',
        all.filter(isInList).map(one => `      - '${jqPath(one)}'`),
      ),
    ]
  })
}

/** One rule of `spec.driftDetection.ignore` of a Flux HelmRelease for each kind. */
function flux(additions: readonly Addition[]): readonly string[] {
  const kinds = Map.groupBy(
    additions.filter(one => !isInList(one)),
    ({ object: { kind } }) => kind,
  )
  return [...kinds].flatMap(([kind, all]) => [
    `      - target: { kind: ${kind} }`,
    '        paths:',
    ...unique(all.map(one => `          - ${pointerOf(one)}`)),
  ])
}

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)]
const listed = (head: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [head, ...unique(lines)]

const fence = (lines: readonly string[]): string => ['```yaml', ...lines, '```'].join('\n')

/** docs/gitops.md: what admission adds that Git does not have, and what Argo CD and Flux are told of it. */
export function gitopsPage(rules: readonly DocumentedRule[]): string {
  const additions = additionsOf(rules)
  return `# Admission and GitOps

The mutating webhook adds what is missing and harmless (\`webhook: { mutate: additive }\`): then the cluster has a field that Git does not
have. It never changes what Git says, and \`mutate: "off"\`, or the label \`warrener.dev/mutate: "off"\` on a namespace, turns it off.
Better than any exception below is the field in Git: \`warrener fix\` writes it there (with \`--fix-unsafe\` what only new objects are
given), and then nothing is added.

| rule | object | field | value | added to |
|---|---|---|---|---|
${additions.map(row).join('\n')}

## Argo CD

It compares what is in Git with what lives. Where it shows one of these fields as a difference, in the Application:

${fence(['spec:', '  ignoreDifferences:', ...argo(additions).map(line => `  ${line.replaceAll('\n', '\n  ')}`)])}

With \`syncOptions: [RespectIgnoreDifferences=true]\` a sync leaves them as they are, too.

## Flux

A Kustomization applies the fields that are in Git and leaves others alone (server-side apply): nothing has to be said. A HelmRelease
with \`driftDetection\` compares with the rendered chart:

${fence(['spec:', '  driftDetection:', '    mode: enabled', '    ignore:', ...flux(additions)])}

What is added to a list has no pointer that stays: write it into the values or the chart.
`
}

const row = (one: Addition): string =>
  `| [${one.rule}](rules/${one.rule}.md) | ${one.object.kind} | \`${jqPath(one).replaceAll('|', '\\|')}\` | \`${JSON.stringify(one.value)}\` | ${one.onlyNew ? 'new ones' : 'new and old ones'} |`
