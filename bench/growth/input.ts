import type { InputFile } from '../../index.ts'

/** Input that grows in one respect. */
export interface GrowthCase {
  readonly name: string
  /** How many there are at least; doubled until a lint takes long enough, and three times more. */
  readonly from: number
  readonly files: (count: number) => readonly InputFile[]
}

export const each = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('')
export const indented = (by: number, text: string): string => text.replace(/^(?=.)/gm, ' '.repeat(by))

export interface Parts {
  readonly name?: string
  readonly image?: string
  /** Items of lists of the container and the pod, and entries below `data`, indented by nothing. */
  readonly env?: string
  readonly mounts?: string
  readonly volumes?: string
  readonly containers?: string
  /** Lines of the pod. */
  readonly pod?: string
  readonly container?: string
  readonly data?: string
  readonly annotations?: string
}

/** A cluster of three, with its Service and its ConfigMap. */
export const cluster = ({
  name = 'bunny',
  image = 'rabbitmq:4.1.4',
  ...parts
}: Parts = {}): string => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
  annotations:
    example.com/owner: shop
${indented(4, parts.annotations ?? '')}spec:
  serviceName: ${name}-peers
  replicas: 3
  podManagementPolicy: Parallel
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      terminationGracePeriodSeconds: 600
${indented(6, parts.pod ?? '')}      containers:
        - name: broker
          image: ${image}
${indented(10, parts.container ?? '')}          env:
            - {name: RABBITMQ_USE_LONGNAME, value: "true"}
${indented(12, parts.env ?? '')}          volumeMounts:
            - {mountPath: /etc/rabbitmq/conf.d, name: config}
${indented(12, parts.mounts ?? '')}${indented(8, parts.containers ?? '')}      volumes:
        - {name: config, configMap: {name: ${name}}}
${indented(8, parts.volumes ?? '')}---
apiVersion: v1
kind: Service
metadata: {name: ${name}-peers}
spec:
  clusterIP: None
  selector: {app: ${name}}
  ports:
    - {name: amqp, port: 5672}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}}
data:
  10-defaults.conf: |
    cluster_partition_handling = pause_minority
${indented(2, parts.data ?? '')}`

export const app = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: "example.com/${name}:1"}]}
`
export const block = (key: string, text: string): string => `${key}: |\n${indented(2, text)}`
export const conf = (lines: string): string => block('20-more.conf', lines)
export const one = (text: string): readonly InputFile[] => [{ name: 'a.yaml', text }]
export const list = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index))
/** A resource of the topology operator. */
export const topology = (kind: string, index: number, to: string, spec: object = {}): string =>
  `---\napiVersion: rabbitmq.com/v1beta1\nkind: ${kind}\nmetadata: {name: x${index}}\nspec: ${JSON.stringify({ ...spec, rabbitmqClusterReference: { name: to } })}\n`
/** A policy of its own for queues, as definitions files hold it. */
export const policy = (index: number, more: object = {}): object => ({
  vhost: '/',
  name: `p${index}`,
  pattern: `^shop-${index}\\.`,
  priority: 1,
  'apply-to': 'queues',
  definition: { 'max-length': index },
  ...more,
})
