import { chartValues, cluster, overPods, rabbitmqCluster, secret, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

/** The Secrets that the sample names. */
const seen = [
  secret('rabbitmq-cookie', { stringData: { cookie: 'x' } }),
  secret('rabbitmq-user', { stringData: { user: 'shop', pass: 'x' } }),
]
const key = (name: string, optional = false) => ({
  configMapKeyRef: { name, key: 'x', ...(optional ? { optional } : {}) },
})
const sidecar = (name: string) => ({
  containers: [{ name: 'metrics', image: 'exporter:1', envFrom: [{ configMapRef: { name } }] }],
})

export default rows({
  valid: [
    { name: 'all is there', manifests: cluster({ objects: seen }) },
    { name: 'a Secret that was not seen', manifests: cluster() },
    {
      name: 'a volume that a claim template takes the place of',
      manifests: cluster({
        objects: seen,
        pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
      }),
    },
    { name: 'optional', manifests: cluster({ objects: seen, env: { X: key('settings', true) } }) },
    {
      name: 'what every namespace has',
      manifests: cluster({
        objects: seen,
        pod: { volumes: [{ name: 'ca', configMap: { name: 'kube-root-ca.crt' } }] },
      }),
    },
    {
      name: 'declared as made elsewhere',
      manifests: cluster({ objects: seen, env: { X: key('settings') } }),
      options: { externalResources: [{ kind: 'ConfigMap', name: 'set*' }] },
      gap: /made elsewhere/,
    },
    {
      name: 'what the operator mounts',
      manifests: yaml(rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' })),
    },
    { name: 'values of a chart', manifests: yaml(chartValues()) },
    {
      name: 'an account that was not seen',
      manifests: cluster({ objects: seen, without: ['ServiceAccount'] }),
    },
  ],
  invalid: [
    {
      name: 'a ConfigMap of the configuration',
      manifests: cluster({ objects: seen, without: ['ConfigMap'] }),
      findings: [
        {
          severity: 'warning',
          message: /^ConfigMap rabbitmq, which the pods of rabbitmq name, was not found$/,
          why: /^the broker is not started before it is there$/,
          path: '/spec/template/spec/volumes/0/configMap/name',
          text: 'rabbitmq',
        },
      ],
    },
    {
      name: 'a variable, named twice',
      manifests: cluster({ objects: seen, env: { X: key('settings'), Y: key('settings') } }),
      findings: [
        {
          severity: 'warning',
          message: /^ConfigMap settings/,
          path: '/spec/template/spec/containers/0/env/7/valueFrom/configMapKeyRef/name',
        },
      ],
    },
    {
      name: 'a claim',
      manifests: cluster({
        kind: 'Deployment',
        replicas: 1,
        nodeName: null,
        objects: seen,
        without: ['PersistentVolumeClaim'],
      }),
      findings: [
        {
          severity: 'warning',
          message: /^PersistentVolumeClaim rabbitmq/,
          path: '/spec/template/spec/volumes/1/persistentVolumeClaim/claimName',
        },
      ],
      after: cluster({ kind: 'Deployment', replicas: 1, nodeName: null, objects: seen }),
    },
    {
      name: 'for a container beside the broker',
      manifests: cluster({ objects: seen, pod: sidecar('metrics') }),
      findings: [
        {
          severity: 'info',
          why: /^container metrics is not started before it is there/,
          path: '/spec/template/spec/containers/1/envFrom/0/configMapRef/name',
        },
      ],
    },
    {
      name: 'for what runs before the broker',
      manifests: cluster({
        objects: seen,
        pod: {
          initContainers: [
            { name: 'first', image: 'busybox:1', envFrom: [{ configMapRef: { name: 'first' } }] },
          ],
        },
      }),
      findings: [
        { severity: 'warning', path: '/spec/template/spec/initContainers/0/envFrom/0/configMapRef/name' },
      ],
    },
    {
      name: 'for a sidecar that the broker is started after',
      manifests: cluster({
        objects: seen,
        pod: {
          initContainers: sidecar('metrics').containers.map(one => ({ ...one, restartPolicy: 'Always' })),
        },
      }),
      findings: [
        {
          severity: 'warning',
          why: /^the broker/,
          path: '/spec/template/spec/initContainers/0/envFrom/0/configMapRef/name',
        },
      ],
    },
    {
      name: 'for what is started after the broker, which is a sidecar',
      manifests: cluster({
        objects: seen,
        pod: {
          initContainers: [
            { name: 'mq', image: 'rabbitmq:4.2.6', restartPolicy: 'Always' },
            { name: 'after', image: 'busybox:1', envFrom: [{ configMapRef: { name: 'after' } }] },
          ],
          containers: [{ name: 'rabbitmq', image: 'busybox:1', env: null, ports: null, volumeMounts: null }],
        },
      }),
      findings: [
        {
          severity: 'info',
          why: /^container after/,
          path: '/spec/template/spec/initContainers/1/envFrom/0/configMapRef/name',
        },
      ],
    },
    {
      name: 'projected, by an override of what the operator makes',
      manifests: yaml(
        rabbitmqCluster(
          {
            replicas: 1,
            override: overPods({
              containers: [],
              volumes: [{ name: 'more', projected: { sources: [{ configMap: { name: 'more' } }] } }],
            }),
          },
          { namespace: 'mq' },
        ),
      ),
      findings: [{ severity: 'warning', message: /^ConfigMap more/, text: 'more' }],
    },
    {
      name: 'only files were named',
      manifests: cluster({ objects: seen, without: ['ConfigMap'] }),
      options: { complete: false },
      findings: [{ severity: 'warning', path: '/spec/template/spec/volumes/0/configMap/name' }],
    },
  ],
})
