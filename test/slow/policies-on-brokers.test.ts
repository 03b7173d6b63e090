import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { applyToValues, judgePolicy } from '../../facts/policy-keys.ts'
import { parseRelease, type Release } from '../../facts/release.ts'
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
import { releaseIn } from './boot-tests.ts'
import { policyRows } from './policy-rows.ts'

const seed = 20_260_102

/** Every plugin that brings policy keys is on, as our verdicts suppose unless they are told otherwise. */
const enabledPlugins = '[rabbitmq_federation,rabbitmq_sharding].\n'

function releaseOf(version: string): Release {
  const release = parseRelease(version)
  if (!release) throw new Error(`not a release: '${version}'`)
  return release
}

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

describe.each(suites)('policies on the RabbitMQ in %s', suite => {
  let node: BootedNode
  let release: Release
  beforeAll(async () => {
    const root = await brokerRoot(suite)
    release = releaseOf(root.version)
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

  test.each(policyRows)('rabbitmqctl set_policy $definition', async ({ definition, taken, says }) => {
    const { code, stderr } = await node.ctl(['set_policy', 'row', '^q', definition])
    const ok = releaseIn(taken, release)
    expect({ code, stderr }).toEqual({ code: ok ? 0 : 69, stderr: ok ? '' : expect.stringMatching(says) })
  })
})
