import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

/** Less than any volume there is: a unit is missing, or it is the one for thousandths. */
const least = 1024n * 1024n

export default clusterRule({
  id: 'storage-size-suspicious',
  group: 'kubernetes',
  title: 'A claim asks for a few bytes',
  worst: 'warning',
  when: { since: 'ever' },
  replaces: { inCluster: ['disk-limit-default'] },
  needs: ['claim'],
  rationale: `A quantity without a unit counts bytes, and \`m\` means thousandths: \`storage: 10\` asks for ten bytes. The API server takes it. The
provisioner gives the smallest volume that it has, or refuses the claim, and the pods wait for it.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/'],
  evidence: { kind: 'docs', where: 'kubernetes.io, Quantity: no suffix is the number itself, m is 10^-3' },
  example: () => ({
    bad: cluster({ diskSize: '20' }),
    good: cluster({ diskSize: '20Gi' }),
  }),
  check({ claim }, tell) {
    if (claim.bytes <= 0n || claim.bytes >= least) return
    const [, number = ''] = /^([\d.]+)/.exec(claim.text) ?? []
    tell.report({
      at: claim.at,
      message: `the claim for the data asks for ${claim.text}, which is ${claim.bytes} bytes`,
      why: 'the provisioner gives the smallest volume that it has, or none: the disk is not the one that was meant',
      help: `write the unit: ${number}Gi`,
    })
  },
})
