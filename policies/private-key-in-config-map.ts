import { at } from '../model/kube/address.ts'
import * as kinds from '../model/kube/kinds.ts'
import { textsOf } from '../model/pods/texts.ts'
import { objectRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

/** Of nobody: there is no key in them. */
const pem = (what: string): string => `-----BEGIN ${what}-----\nbm90aGluZw==\n-----END ${what}-----\n`

export default objectRule({
  id: 'private-key-in-config-map',
  group: 'security',
  title: 'A private key stands in a ConfigMap',
  worst: 'warning',
  when: { since: 'ever' },
  rationale: `Who may read ConfigMaps is many: the built-in role \`view\` lets them, and leaves Secrets out. Whoever has the private key of a node can pass for it, and
read what others sent to it where the ciphers have no forward secrecy. A Secret is mounted the same way.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  evidence: {
    kind: 'docs',
    where: 'kubernetes.io: ConfigMap provides no secrecy; the role view does not include Secrets',
  },
  example: () => ({
    bad: cluster({ data: { 'tls.key': pem('PRIVATE KEY') } }),
    good: cluster({ data: { 'tls.crt': pem('CERTIFICATE') } }),
  }),
  check({ object }, tell) {
    if (object.kind !== kinds.ConfigMap.kind || object.group !== kinds.ConfigMap.group) return
    for (const [key, text] of textsOf(object))
      if (privateKey.test(text.value))
        tell.report({
          at: text.at ?? at(object, 'data', key),
          subject: 'key',
          message: `ConfigMap ${object.name} holds a private key in ${key}`,
          why: 'whoever may read ConfigMaps has the key: they can pass for the node, and many roles that may not read Secrets can',
          help: 'make a new key, keep it in a Secret (type kubernetes.io/tls) and mount that in its place',
        })
  },
})

const privateKey = /^[ \t]*-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/m
