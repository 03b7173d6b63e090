import { cluster } from '../../../webhook/cluster.ts'
import { edited, only } from './documents.ts'
import type { Row } from './row.ts'

const forms = ['configuration'] as const
const config = only('ConfigMap', cluster)
const misspelt = edited(
  config,
  'cluster_partition_handling = pause_minority',
  'cluster_partition_handlin = pause_minority',
)
const definitions = (text: string): string => `
apiVersion: v1
kind: Secret
metadata: { name: rabbitmq-definitions, namespace: mq }
stringData:
  definitions.json: |
    ${text}
`

/** Files of configuration, where the component is installed. */
export const rows: readonly Row[] = [
  {
    name: 'a ConfigMap with a key that no release knows, below a cluster',
    forms,
    given: cluster,
    input: misspelt,
    refused: 'conf-key-unknown',
    after: ['configmap rabbitmq-config -o jsonpath={.metadata.name}', 'rabbitmq-config'],
  },
  {
    name: 'a ConfigMap of RabbitMQ that is sound',
    forms,
    given: cluster,
    input: edited(config, '3GB', '4GB'),
    calls: 1,
  },
  { name: 'the same in base: nobody is asked', given: cluster, input: misspelt, calls: 0 },
  {
    name: 'one that nobody mounts',
    forms,
    input: misspelt,
    calls: 1,
  },
  {
    name: 'somebody else’s ConfigMaps and Secrets',
    forms,
    input: `
{ apiVersion: v1, kind: ConfigMap, metadata: { name: web, namespace: mq }, data: { nginx.conf: "", settings.json: "{}" } }
---
{ apiVersion: v1, kind: Secret, metadata: { name: web, namespace: mq }, stringData: { password: x } }`,
    calls: 0,
  },
  {
    name: 'a Secret with definitions: asked about, and its values are said to nobody',
    forms,
    given: cluster,
    input: definitions(
      '{"users":[{"name":"a","password":"Sehr-Geheim-1"}], "vhosts": [], "permissions": []}',
    ),
    calls: 1,
  },
  {
    name: 'a label of a ConfigMap',
    forms,
    given: cluster,
    kubectl: 'label configmap rabbitmq-config a=b',
    calls: 0,
  },
  {
    name: 'a namespace that only wants to be warned',
    forms,
    labels: { 'warrener.dev/enforce': 'warn' },
    given: cluster,
    input: misspelt,
    warned: 'conf-key-unknown',
  },
]
