import { type Address, at, within } from '../model/kube/address.ts'
import { isArray, isString, type Json, member } from '../model/kube/json.ts'
import * as kinds from '../model/kube/kinds.ts'
import { dig } from '../model/kube/read.ts'
import { definitionItems } from '../model/messaging/definitions.ts'
import { topologyOf } from '../model/messaging/topology.ts'
import { textsOf } from '../model/pods/texts.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const upstream = (mechanism: string): string => `{
  "users": [{"name": "admin", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "tags": "administrator"}],
  "vhosts": [{"name": "/"}],
  "parameters": [
    {"vhost": "/", "component": "federation-upstream", "name": "north",
     "value": {"uri": "amqps://north.example.org?auth_mechanism=${mechanism}"}}
  ]
}`

/** Source: release notes of 4.4.0. */
const mechanisms = ['plain', 'amqplain', 'external', 'crdemo']
const members = ['uri', 'src-uri', 'dest-uri'] as const

export default clusterRule({
  id: 'uri-parameter-refused',
  group: 'promotion',
  title: 'The URI of a shovel or an upstream names an authentication mechanism that is refused',
  worst: 'warning',
  when: { rabbitmq: '>=4.4' },
  needs: [],
  rationale: `From 4.4 on \`auth_mechanism\` in an AMQP URI may be ${mechanisms.join(', ')}, and nothing else. A shovel or an upstream with another one
is refused when its URI is parsed.`,
  sources: ['https://github.com/rabbitmq/rabbitmq-server/releases/tag/v4.4.0'],
  evidence: { kind: 'docs', where: 'the release notes of 4.4.0, incompatible changes' },
  example: () => ({
    bad: cluster({
      image: 'rabbitmq:4.4.1',
      definitions: upstream('oauth'),
      plugins: '[rabbitmq_management, rabbitmq_peer_discovery_k8s, rabbitmq_federation].',
    }),
    good: cluster({
      image: 'rabbitmq:4.4.1',
      definitions: upstream('external'),
      plugins: '[rabbitmq_management, rabbitmq_peer_discovery_k8s, rabbitmq_federation].',
    }),
  }),
  check({ cluster }, tell) {
    const report = (place: Address): void =>
      tell.report({
        at: place,
        message: 'the URI has an auth_mechanism that is refused',
        why: 'the broker refuses the parameter when it parses the URI: nothing is moved',
        help: `write one of ${mechanisms.join(', ')}`,
      })
    for (const file of tell.all(cluster.definitions))
      for (const { value, at: place } of definitionItems(file, 'parameters'))
        for (const name of members)
          if (urisIn(member(member(value, 'value') ?? null, name)).some(isRefused))
            report(within(place, 'value', name))
    for (const resource of topologyOf(cluster.broker)) {
      const name = dig(resource.value, ['spec', 'uriSecret', 'name'])
      if (!isString(name)) continue
      const secret = cluster.broker.world.get(kinds.Secret, resource.namespace, name)
      if (secret.state !== 'found') tell.gap(`Secret ${name} was not seen`)
      else
        for (const key of ['uri', 'srcUri', 'destUri'])
          if (urisIn(textsOf(secret.value).get(key)?.value).some(isRefused))
            report(at(resource, 'spec', 'uriSecret', 'name'))
    }
  },
})

/** One URI, or a list of them. */
const urisIn = (value: Json | undefined): readonly string[] =>
  isArray(value) ? value.filter(isString) : isString(value) ? value.split(',') : []

function isRefused(uri: string): boolean {
  const query = uri.includes('?') ? uri.slice(uri.indexOf('?') + 1) : ''
  return new URLSearchParams(query).getAll('auth_mechanism').some(name => !mechanisms.includes(name))
}
