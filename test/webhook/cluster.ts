import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files of a reference cluster in one text, in namespace `mq`. They pass every rule, so a test breaks what it is about. */
const reference = (name: string, ...files: readonly string[]): string =>
  files
    .map(file =>
      readFileSync(join(import.meta.dirname, '../../manifests/clusters', name, `${file}.yaml`), 'utf8'),
    )
    .join('---\n')
    .replaceAll('namespace: rabbitmq', 'namespace: mq')

/** A StatefulSet on 3.13 with all that belongs to it; the first Service is the headless one. */
export const cluster = reference('rabbitmq-3.13', 'rbac', 'config', 'services', 'statefulset')

/** A RabbitmqCluster of the operator on 3.13, with a mirroring policy. */
export const operated = `${reference('rabbitmqcluster', 'cluster').replace(/image: .*/, 'image: docker.io/library/rabbitmq:3.13.7-management')}---
apiVersion: rabbitmq.com/v1beta1
kind: Policy
metadata: { name: mirror, namespace: mq }
spec:
  name: mirror
  pattern: ^orders
  applyTo: queues
  definition: { ha-mode: exactly, ha-params: 2, ha-sync-mode: automatic }
  rabbitmqClusterReference: { name: rabbitmq }
`
