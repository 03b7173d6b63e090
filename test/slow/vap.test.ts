import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { lint } from '../../index.ts'
import { isObject, isString, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { exported } from '../../webhook/vap/export.ts'
import { expressions } from '../../webhook/vap/expressions.ts'
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import type { InvalidRow, Row, RuleRows } from '../rule-rows.ts'
import { objectsOf } from '../webhook/ask.ts'
import { crds } from './control-plane/crds.ts'

/*
 * The rules that are exported as ValidatingAdmissionPolicies, on a real API server, held against the rules' own rows: a
 * policy says something of an object only where Warrener does, and of what its rule finds it misses what the table says.
 */

let controlPlane: ControlPlane
let agent: Agent
const namespace = 'vap'
beforeAll(async () => {
  controlPlane = await startControlPlane()
  agent = new Agent({ keepAlive: true, ca: readFileSync(controlPlane.caFile) })
  const must = async (args: string[], input?: string): Promise<void> =>
    expect(await controlPlane.kubectl(args, input)).toMatchObject({ code: 0 })
  const list = (items: readonly JsonObject[]): string =>
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
  await must(['apply', '--server-side', '-f', '-'], list(crds))
  await must(['wait', '--for=condition=Established', '--timeout=600s', 'crd', '--all'])
  await must(['create', 'namespace', namespace])
  // A namespace that only wants to be warned: all that is found comes as a warning, and nothing hides the rest.
  await must(['label', 'namespace', namespace, 'warrener.dev/enforce=warn'])
  await must(['apply', '--server-side', '-f', '-'], list(exported(rule => rule)))
  await untilActive()
})
afterAll(async () => {
  agent?.destroy()
  await controlPlane?.stop()
})

/** Policies take effect a moment after they are made: the last of them is waited for. */
async function untilActive(): Promise<void> {
  const policy = {
    apiVersion: 'rabbitmq.com/v1beta1',
    kind: 'Policy',
    metadata: { name: 'probe' },
    spec: { definition: { 'ha-mode': 'exactly', 'ha-params': 1 } },
  }
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(200))
    if ((await submitted(policy)).said.some(text => text.includes('mirror-count-one'))) return
  throw new Error('the policies do not take effect')
}

const plurals: Readonly<Record<string, string>> = {
  StatefulSet: 'apis/apps/v1/namespaces/vap/statefulsets',
  Deployment: 'apis/apps/v1/namespaces/vap/deployments',
  RabbitmqCluster: 'apis/rabbitmq.com/v1beta1/namespaces/vap/rabbitmqclusters',
  Policy: 'apis/rabbitmq.com/v1beta1/namespaces/vap/policies',
}

const pathOf = ({ kind, metadata }: JsonObject): string =>
  `${plurals[String(kind)]}/${encodeURIComponent(String(member(metadata, 'name')))}`
const placeOf = ({ kind, metadata }: JsonObject): string =>
  `${kind} ${member(metadata, 'namespace')} ${member(metadata, 'name')}`

interface Answer {
  readonly status: number
  readonly said: readonly string[]
}
/** Server-side apply of an object, in a dry run unless it is to be there. */
function submitted(object: JsonObject, stored = false): Promise<Answer> {
  const query = `fieldManager=test&force=true${stored ? '' : '&dryRun=All'}`
  const body = JSON.stringify({ ...object, metadata: { ...(object.metadata as JsonObject), namespace } })
  return asked('PATCH', `${pathOf(object)}?${query}`, body)
}
function asked(method: string, path: string, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${controlPlane.adminToken}`,
      'content-type': 'application/apply-patch+yaml',
    }
    const sent = request(`${controlPlane.url}/${path}`, { method, headers, agent }, response => {
      response.resume()
      // Each warning is `299 - "text"`.
      const said = (response.headersDistinct.warning ?? []).map(text => text.replaceAll('\\"', '"'))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, said }))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

const textsOf = (manifests: Row['manifests']): readonly string[] =>
  typeof manifests === 'string' ? [manifests] : Object.values(manifests)

/** The objects of a row that a policy may be over; the policies of its definitions as resources of the topology operator. */
const objectsIn = (manifests: Row['manifests'], kinds: readonly string[]): readonly JsonObject[] =>
  textsOf(manifests)
    .flatMap(text => objectsOf(text))
    .flatMap(object => [object, ...policiesIn(object)])
    .filter(object => kinds.includes(String(object?.kind)) && isString(member(object.metadata, 'name')))

function policiesIn(object: JsonObject): readonly JsonObject[] {
  const texts = Object.values(isObject(object?.data) ? object.data : {}).filter(isString)
  return texts
    .filter(text => text.includes('"policies"'))
    .flatMap(text => listOf(member(JSON.parse(text), 'policies')))
    .map((policy, index) => ({
      apiVersion: 'rabbitmq.com/v1beta1',
      kind: 'Policy',
      metadata: { name: `definitions-${index}` },
      spec: policy,
    }))
}

/** The ids of the rules that say something of a row. */
function rulesFinding({ manifests, options }: Row): ReadonlySet<string> {
  const files = typeof manifests === 'string' ? { 'manifests.yaml': manifests } : manifests
  const { findings } = lint(
    Object.entries(files).map(([name, text]) => ({ name, text })),
    { ...options },
  )
  return new Set(findings.map(({ rule }) => rule))
}
/** Which release a policy is for is said elsewhere: where these speak, the broker refuses it all the same. */
const refused = ['mirroring-removed', 'policy-key-obsolete', 'policy-key-unknown', 'promote-key-unsupported']

const kindOf: Readonly<Record<string, string>> = {
  statefulsets: 'StatefulSet',
  deployments: 'Deployment',
  rabbitmqclusters: 'RabbitmqCluster',
  policies: 'Policy',
}
const tables = new Map<string, RuleRows>(
  await Promise.all(
    expressions.map(async ({ rule }) => {
      const { default: table } = await import(join(import.meta.dirname, '../policies', `${rule}.ts`))
      return [rule, table] as const
    }),
  ),
)

describe('a rule as policy says what the rule says', () => {
  test.each(expressions.map(expression => ({ ...expression, name: expression.rule })))(
    '$name',
    async expression => {
      const { rule, kinds, updatesOnly } = expression
      const { valid, invalid } = tables.get(rule) ?? { valid: [], invalid: [] }
      const judged = kinds.map(({ resource }) => kindOf[resource] ?? '')
      const found = new Set<string>()
      const wrong: string[] = []
      const limit = pLimit(updatesOnly ? 1 : 4)
      const check = async (row: Row | InvalidRow): Promise<void> => {
        const isExpected = 'findings' in row
        for (const object of objectsIn(row.manifests, judged)) {
          const before = objectsIn(row.before ?? '', judged).find(other => placeOf(other) === placeOf(object))
          if (updatesOnly && (!before || (await submitted(before, true)).status > 201)) continue
          const { status, said } = await submitted(object)
          if (before) await asked('DELETE', pathOf(object))
          // Some the API server does not take at all, and what is not known here is not known there.
          if (status > 201 || !said.some(text => text.includes(`warrener: ${rule}: `))) continue
          if (isExpected) found.add(row.name)
          else if (row.gap === undefined && ![...rulesFinding(row)].some(id => refused.includes(id)))
            wrong.push(row.name)
        }
      }
      await Promise.all([...valid, ...invalid].map(row => limit(() => check(row))))
      expect({ rule, wrong }).toEqual({ rule, wrong: [] })
      expect(found.size).toBeGreaterThan(0)
    },
  )
})
