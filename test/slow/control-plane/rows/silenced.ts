import { cluster } from '../../../webhook/cluster.ts'
import { edited, ignoring, only, without } from './documents.ts'
import type { Row } from './row.ts'

const set = only('StatefulSet', cluster)
const silencing = (text: string, entry: string): string =>
  edited(
    text,
    'namespace: mq\n',
    `namespace: mq\n  annotations: { warrener.dev/ignore: ${JSON.stringify(entry)} }\n`,
  )

/** Annotations that silence a rule. */
export const rows: readonly Row[] = [
  {
    name: 'a StatefulSet whose Service comes from elsewhere',
    given: without('Service', edited(cluster, set, '\n')),
    input: silencing(set, 'governing-service-missing=the mesh makes it'),
    unsaid: 'governing-service-missing: StatefulSet',
    warned: '',
    audited: { suppressed: /governing-service-missing/ },
  },
  {
    name: 'the annotation of a StatefulSet counts for its scale',
    given: edited(cluster, set, silencing(set, 'scale-down=nodes were forgotten by hand')),
    kubectl: 'scale statefulset rabbitmq --replicas=1',
    after: ['statefulset rabbitmq -o jsonpath={.spec.replicas}', '1'],
  },
  {
    name: 'a rule that is misspelt silences nothing, which is said when it is written and when it is needed',
    given: cluster,
    steps: [
      {
        kubectl: ignoring('statefulset rabbitmq', 'scaledown=nodes were forgotten by hand'),
        warned:
          'suppression-unknown: the suppression names scaledown, which is no rule; did you mean scale-down?',
      },
      {
        kubectl: 'scale statefulset rabbitmq --replicas=1',
        refused: ['did you mean scale-down? (as before)', 'denied the request: warrener: scale-down'],
      },
    ],
  },
  {
    name: 'an annotation that is misspelt itself',
    given: cluster,
    kubectl: 'annotate statefulset rabbitmq warrener.dev/ignored=scale-down',
    warned: 'annotation warrener.dev/ignored is none that is known; did you mean warrener.dev/ignore?',
  },
  {
    name: 'and one that is annotated first',
    given: cluster,
    steps: [
      { kubectl: 'scale statefulset rabbitmq --replicas=1', refused: 'scale-down' },
      {
        kubectl: ignoring('statefulset rabbitmq', 'scale-down=nodes were forgotten by hand'),
        warned: '',
      },
      { kubectl: 'scale statefulset rabbitmq --replicas=1' },
    ],
  },
  {
    name: 'one that has expired',
    given: edited(cluster, set, silencing(set, 'scale-down=moving until 2020-01-31')),
    kubectl: 'scale statefulset rabbitmq --replicas=1',
    refused: 'scale-down',
  },
  {
    name: 'one without a reason',
    given: edited(cluster, set, silencing(set, 'scale-down')),
    kubectl: 'scale statefulset rabbitmq --replicas=1',
    refused: 'scale-down',
  },
  {
    name: 'on a Service that is deleted',
    given: cluster,
    steps: [
      {
        kubectl: ignoring('service rabbitmq-nodes', 'headless-service-deleted=replaced by hand'),
        warned: '',
      },
      { kubectl: 'delete service rabbitmq-nodes' },
    ],
  },
]
