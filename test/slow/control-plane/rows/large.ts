import { cluster } from '../../../webhook/cluster.ts'
import { edited, only, without } from './documents.ts'
import type { Row } from './row.ts'

const many = Array.from({ length: 20_000 }, (_, index) => `{ name: V${index}, value: x }`).join(', ')
/** The node comes after a container with more variables than anybody has: conditions have to get that far. */
const set = edited(
  only('StatefulSet', cluster),
  '      containers:\n',
  `      containers:\n        - { name: first, image: example/sidecar:1, env: [${many}] }\n`,
)

/** Objects that are as large as the API server takes them. */
export const rows: readonly Row[] = [
  {
    name: 'twenty thousand variables hide nothing',
    forms: ['base', 'enforce'],
    kubectl: 'create -f -',
    input: set,
    refused: 'governing-service-missing',
  },
  {
    name: 'nor do they keep a sound one out',
    forms: ['base', 'enforce'],
    given: without('StatefulSet', cluster),
    kubectl: 'create -f -',
    input: set,
    warned: '',
    after: ['statefulset rabbitmq -o jsonpath={.metadata.name}', 'rabbitmq'],
  },
  {
    name: 'in a change they are compared',
    forms: ['base', 'enforce'],
    given: without('StatefulSet', cluster),
    steps: [
      { kubectl: 'create -f -', input: set, warned: '' },
      {
        kubectl: ['patch', 'statefulset', 'rabbitmq', '--type=merge', '--patch', '{"spec":{"replicas":1}}'],
        refused: 'scale-down',
      },
    ],
  },
]
