import { workload } from './documents.ts'
import type { Row } from './row.ts'

/** Somebody else's objects. */
export const rows: readonly Row[] = [
  {
    name: 'a Deployment, a StatefulSet, a Service and a ConfigMap never come to the webhook',
    input: [
      workload('Deployment', 'nginx:1.29'),
      workload('StatefulSet', 'postgres:17'),
      '{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: mq }, spec: { selector: { app: web }, ports: [{ port: 80 }] } }',
      '{ apiVersion: v1, kind: ConfigMap, metadata: { name: rabbitmq, namespace: mq }, data: { rabbitmq.conf: "" } }',
    ].join('\n---\n'),
    calls: 0,
  },
]
