import { compareReleases } from '../facts/release.ts'
import type { Cluster } from '../model/cluster.ts'
import { keyOf } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import { mirrorKeys, type Policy, policyLabel } from '../model/messaging/policy.ts'
import { policyRule } from '../model/rule/rule.ts'
import { withoutMirrors } from '../model/without-mirrors.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

export default policyRule({
  id: 'mirroring-deprecated',
  group: 'promotion',
  title: 'A policy mirrors classic queues, which 4.0 removed',
  worst: 'warning',
  single: 'info',
  when: { rabbitmq: '3.8-3.13' },
  family: 'mirroring',
  rationale: `Classic queue mirroring is deprecated since 3.9 and gone from 4.0, where definitions with such a policy stop the node from
booting. An upgrade has to move what must be replicated to quorum queues or streams first.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha', 'https://www.rabbitmq.com/docs/3.13/migrate-mcq-to-qq'],
  evidence: { kind: 'docs', where: 'the guide to classic queue mirroring, 3.9 to 3.13' },
  example: () => ({
    bad: cluster({
      definitions: policyFile(safeMirrors),
    }),
    good: cluster({ definitions: policyFile('{"max-length": 100000}') }),
  }),
  check({ policy, cluster, release }, tell) {
    const first = [...policy.keys].find(([key]) => mirrorKeys.has(key))
    if (!first) return
    const deprecated = compareReleases(release, { major: 3, minor: 9, patch: 0 }) >= 0
    tell.report({
      at: keyOf(first[1].at),
      severity: deprecated ? 'warning' : 'info',
      message: `${policyLabel(policy)} mirrors classic queues (${first[0]})`,
      why: 'mirroring is deprecated and removed in 4.0: an upgrade stops on this policy',
      help: 'move what must be replicated to quorum queues or streams',
      ...fixOf(policy, cluster),
    })
  },
})

function fixOf(policy: Policy, cluster: Cluster | undefined): { readonly fix?: Fix } {
  const edits = cluster && withoutMirrors(policy, cluster)
  if (edits === undefined) return {}
  return {
    fix: {
      title: `take mirroring out, and let queues of virtual host ${policy.vhost} be quorum queues unless they say otherwise`,
      safety: 'unsafe',
      edits,
    },
  }
}
