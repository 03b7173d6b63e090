import { randomBytes } from 'node:crypto'
import type { JsonObject } from '../../model/kube/json.ts'
import { doctorAnnotation } from '../../webhook/echo.ts'

/** The rule that the StatefulSet below breaks, by itself, on each release and with any number of nodes. */
export const brokenRule = 'environment-variable-refused'

/** A StatefulSet that no RabbitMQ starts from, and that asks for a word of whoever looks at it. It is only ever sent as a dry run. */
export function patient(namespace: string): JsonObject {
  const name = `warrener-doctor-${randomBytes(4).toString('hex')}`
  const labels = { app: name }
  const container = {
    name: 'rabbitmq',
    image: 'rabbitmq:4.1.4',
    env: [{ name: 'RABBITMQ_VM_MEMORY_HIGH_WATERMARK', value: '0.6' }],
    // A namespace may refuse what runs as root before anybody else is asked.
    securityContext: {
      ...{ allowPrivilegeEscalation: false, runAsNonRoot: true, runAsUser: 999 },
      ...{ capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } },
    },
    resources: { requests: { cpu: '1m', memory: '1Mi' }, limits: { cpu: '1', memory: '1Gi' } },
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace, annotations: { [doctorAnnotation]: 'true' } },
    spec: {
      ...{ replicas: 1, serviceName: name, selector: { matchLabels: labels } },
      template: { metadata: { labels }, spec: { containers: [container] } },
    },
  }
}

/** The question of an API server about its creation. */
export function reviewOf(object: JsonObject, namespace: string, uid: string): JsonObject {
  const { name } = object.metadata as { readonly name: string }
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid,
      kind: { group: 'apps', version: 'v1', kind: 'StatefulSet' },
      resource: { group: 'apps', version: 'v1', resource: 'statefulsets' },
      ...{ namespace, name, operation: 'CREATE', dryRun: true, object, oldObject: null },
      userInfo: { username: 'warrener-doctor' },
    },
  }
}
