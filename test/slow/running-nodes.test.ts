import { applyToValues, judgePolicy } from '../../facts/policy-keys.ts'
import type { Release } from '../../facts/release.ts'
import { brokerRoot, suites } from '../brokers/install.ts'
import { type BootedNode, bootNode } from '../brokers/node.ts'
import { importVerdicts, type NodeVerdict, policyVerdicts } from '../brokers/node-verdicts.ts'
import {
  combinedPolicies,
  definitionsFile,
  type PolicyOfFile,
  type PolicySample,
  policiesOfFiles,
  singleKeyPolicies,
} from '../brokers/policy-samples.ts'
import { answerRows, releaseIn, releaseOf } from '../brokers/rows.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'

const seed = 20_260_102

/** Every plugin that brings policy keys is on, as our verdicts suppose unless they are told otherwise. */
const enabledPlugins = '[rabbitmq_federation,rabbitmq_sharding].\n'

interface Difference {
  readonly policy: unknown
  readonly ours: readonly string[]
  readonly broker: string
}

function differences<T>(
  all: readonly T[],
  judge: (one: T) => readonly string[],
  verdicts: readonly NodeVerdict[],
): Difference[] {
  return all.flatMap((policy, index) => {
    const ours = judge(policy)
    const broker = verdicts[index]
    return !broker || broker.ok === (ours.length === 0) ? [] : [{ policy, ours, broker: broker.says }]
  })
}

/*
 * One node of each suite, which all that is asked of running nodes shares: rows of the tables in `answers/`, and policies by the
 * hundred.
 */
const rows = await answerRows()

describe.each(suites)('a running node of %s', suite => {
  let node: BootedNode
  let release: Release
  beforeAll(async () => {
    const root = await brokerRoot(suite)
    release = releaseOf(root)
    node = await bootNode(root, { enabledPlugins })
  })
  afterAll(() => node.kill())

  const judge = ({ kind, definition }: PolicySample): string[] =>
    judgePolicy(definition, release, { kind }).map(({ reason }) => reason)

  /** The broker goes through the policies of a file until one is refused. */
  const judgeFile = (policies: readonly PolicyOfFile[]): string[] =>
    policies.flatMap(policy => [
      ...(policy.vhost === '/' ? [] : ['no such virtual host']),
      ...(policy.pattern === '[a' ? ['not a regular expression'] : []),
      ...(typeof policy.priority === 'number' ? [] : ['priority is no number']),
      ...(applyToValues(release).includes(policy['apply-to']) ? [] : ['apply-to']),
      ...judge({ kind: 'user', definition: policy.definition }),
    ])

  test('the node is up', () => {
    expect(node.outcome).toBe('booted')
  })

  test('each key with values of every kind', async () => {
    expect(differences(singleKeyPolicies, judge, await policyVerdicts(node, singleKeyPolicies))).toEqual([])
  })

  test('keys together', async () => {
    const policies = combinedPolicies(400, seed)
    expect(differences(policies, judge, await policyVerdicts(node, policies))).toEqual([])
  })

  test('definitions files', async () => {
    const files = policiesOfFiles(200, seed)
    const verdicts = await importVerdicts(node, files.map(definitionsFile))
    expect(differences(files, judgeFile, verdicts)).toEqual([])
    expect(verdicts.filter(({ ok }) => ok).length).toBeGreaterThan(20)
  })

  test.each(rows)('$title', async ({ run: [tool, ...args], succeeds, code, says }) => {
    const ran = await node.tool(tool, args)
    const ok = releaseIn(succeeds, release)
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({
      code: ok ? 0 : code,
      stderr: ok ? '' : expect.stringMatching(says),
    })
  })
})
