import { clusterRule } from '../model/rule/rule.ts'
import { cluster, secret } from './sample.ts'

export default clusterRule({
  id: 'secret-in-manifest',
  group: 'security',
  title: 'A Secret with a password or cookie is among the manifests',
  worst: 'info',
  when: { since: 'ever' },
  needs: [],
  rationale: `The data of a Secret are base64, which hides nothing. In a repository whoever reads it has them, for ever: what is taken out stays in
the history. Tools keep them out: a SealedSecret or a file of SOPS is encrypted, an ExternalSecret says where they are.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/secret/',
    'https://external-secrets.io/latest/',
  ],
  evidence: {
    kind: 'docs',
    where: 'kubernetes.io/docs/concepts/configuration/secret: base64 encoding is not encryption',
  },
  example: () => ({
    bad: cluster({ objects: [secret('rabbitmq-cookie', { stringData: { cookie: 'swordfish' } })] }),
    good: cluster(),
  }),
  check({ cluster }, tell) {
    for (const { key, at } of cluster.keptSecrets)
      tell.report({
        at,
        subject: 'secret',
        message: `Secret ${at.object.name} is among the manifests, with ${key} in it`,
        why: 'base64 hides nothing: whoever reads the repository has it',
        help: 'keep it out: make it in the cluster, or by an ExternalSecret, a SealedSecret or SOPS; change what was committed',
      })
  },
})
