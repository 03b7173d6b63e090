import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../model/kube/json.ts'
import { member } from '../../model/kube/json.ts'
import type { DocumentedRule } from '../../model/rule/rule.ts'
import { ask, objectsOf, requestOf } from '../../test/webhook/ask.ts'
import type { AdmissionResponse, Operation } from '../../webhook/admission.ts'
import { beyondAdmission, unasked } from './beyond-admission.ts'

/** What becomes of a request, by what one rule says of it. */
const outcomes = ['refused', 'said', 'noted'] as const
type Outcome = (typeof outcomes)[number]

/** A request by which a rule is found, in its own example. */
export interface Situation {
  readonly operation: Operation
  readonly kind: string
  readonly outcome: Outcome
}

/** Where the webhook finds a rule: each object of the example is submitted beside the others. */
export async function situationsOf(rule: DocumentedRule): Promise<readonly Situation[]> {
  const found: Situation[] = []
  for (const { operation, kind, answer } of await answersTo(rule)) {
    const outcome = outcomeOf(rule.id, answer)
    if (outcome) found.push({ operation, kind, outcome })
  }
  return found
}

interface Answered {
  readonly operation: Operation
  readonly kind: string
  readonly answer: AdmissionResponse
}

async function answersTo(rule: DocumentedRule): Promise<readonly Answered[]> {
  const example = rule.example()
  const bad = objectsOf(example.bad)
  const before = 'before' in example ? objectsOf(example.before) : []
  const deps = { rules: [rule] }
  const answers: Answered[] = []
  const submit = async (
    operation: Operation,
    object: JsonObject,
    asked: Parameters<typeof requestOf>[0],
    around: readonly JsonObject[],
  ): Promise<void> => {
    const kind = String(object.kind)
    if (!isAskedAbout(kind)) return
    const others = around.filter(other => nameOf(other) !== nameOf(object))
    answers.push({ operation, kind, answer: await ask(requestOf(asked), others, deps) })
  }
  if (rule.scope !== 'change') for (const object of bad) await submit('CREATE', object, { object }, bad)
  else
    for (const oldObject of before) {
      const object = bad.find(other => nameOf(other) === nameOf(oldObject))
      if (!object) await submit('DELETE', oldObject, { oldObject }, before)
      else if (JSON.stringify(object) !== JSON.stringify(oldObject))
        await submit('UPDATE', object, { object, oldObject }, before)
    }
  return answers
}

const nameOf = ({ kind, metadata }: JsonObject): string => `${kind} ${member(metadata, 'name')}`

function outcomeOf(
  rule: string,
  { status, warnings = [], auditAnnotations = {} }: AdmissionResponse,
): Outcome | undefined {
  if (status?.details.causes.some(({ reason }) => reason === rule)) return 'refused'
  if (warnings.some(text => text.startsWith(`warrener: ${rule}: `))) return 'said'
  return auditAnnotations.noted?.includes(`"${rule}: `) ? 'noted' : undefined
}

const manifests = (part: string): string =>
  readFileSync(join(import.meta.dirname, '../../manifests/webhook', part, 'validating-webhook.yaml'), 'utf8')
const resources = { base: manifests('base'), configuration: manifests('configuration') }
const listed = (kind: string, text: string): boolean =>
  new RegExp(`\\b${kind.toLowerCase().replace(/y$/, 'ie')}s\\b`).test(text)
const isAskedAbout = (kind: string): boolean =>
  listed(kind, resources.base) || listed(kind, resources.configuration)
/** A kind, and a star where it is asked about in the component `configuration` only. */
const called = ({ operation, kind }: Situation): string =>
  `${operation === 'CREATE' ? '' : `${operation} `}${kind}${listed(kind, resources.base) ? '' : '*'}`

const link = (id: string): string => `[${id}](rules/${id}.md)`

/** docs/admission.md: which rules are found at admission, by which requests, and which are not. */
export async function admissionPage(rules: readonly DocumentedRule[]): Promise<string> {
  const rows: string[] = []
  const foundByItself = new Set<string>()
  for (const rule of rules) {
    const found = await situationsOf(rule)
    if (found.length === 0) continue
    foundByItself.add(rule.id)
    const cells = outcomes.map(outcome =>
      [...new Set(found.filter(one => one.outcome === outcome).map(called))].join(', '),
    )
    rows.push(`| ${link(rule.id)} | ${cells.join(' | ')} |`)
  }
  const inText = rules.filter(({ scope }) => scope === 'document')
  const beyond = Object.entries({ ...beyondAdmission, ...unasked })
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([id, why]) =>
        `* ${link(id)}: ${why}${foundByItself.has(id) ? '; found where that object is submitted itself' : ''}.`,
    )
  return `# What is found at admission

By which requests each rule is found when the objects of its own example are submitted one by one beside the others, as \`webhook: { enforce }\`
has it by default. Refused is what lies in the object that is submitted (and what a comparison with what runs says of its cluster); of what lies in
another object a warning tells, which is never refused for it. What is only noted stands in the audit log. Without an operation a new object is meant; an
update brings the same, and a \`scale\` is an update of the number of nodes.

A star: the webhook is asked about ConfigMaps and Secrets where the component \`configuration\` is installed.

| rule | refused | said | noted |
|---|---|---|---|
${rows.join('\n')}

## What is not

What the webhook cannot know of, and the command finds in files or in \`warrener audit\`:

${beyond.join('\n')}

Of annotations, [suppression-unknown](rules/suppression-unknown.md) and [suppression-expired](rules/suppression-expired.md) are said when they are submitted;
that an entry silences nothing now ([suppression-unused](rules/suppression-unused.md)) is not: the request that it is for may be the next.
${inText.map(({ id }) => link(id)).join(' and ')} speak of text, and what cannot be read never comes so far.
`
}
