import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const cookie = /Secret rabbitmq-cookie is not among the files/
const one = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'rabbitmq-cookie', namespace: 'mq' },
  stringData: { cookie: 'x' },
} as const
const key = (name: string, optional = false) => ({
  configMapKeyRef: { name, key: 'x', ...(optional ? { optional } : {}) },
})
const sidecar = (name: string) => ({
  containers: [{ name: 'metrics', image: 'exporter:1', envFrom: [{ configMapRef: { name } }] }],
})

export default rows({
  valid: [
    { name: 'all is there', manifests: cluster({ objects: [one] }) },
    { name: 'a Secret that was not seen', manifests: cluster(), gap: cookie },
    { name: 'optional', manifests: cluster({ objects: [one], env: { X: key('settings', true) } }) },
    {
      name: 'what every namespace has',
      manifests: cluster({
        objects: [one],
        pod: { volumes: [{ name: 'ca', configMap: { name: 'kube-root-ca.crt' } }] },
      }),
    },
    {
      name: 'declared as made elsewhere',
      manifests: cluster({ objects: [one], env: { X: key('settings') } }),
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
      manifests: cluster({ objects: [one], without: ['ServiceAccount'] }),
      gap: /ServiceAccount rabbitmq is not/,
    },
  ],
  invalid: [
    {
      name: 'a ConfigMap of the configuration',
      manifests: cluster({ objects: [one], without: ['ConfigMap'] }),
      findings: [
        {
          severity: 'warning',
          message: /^ConfigMap rabbitmq, which the pods of rabbitmq name, is not among the files$/,
          why: /^the broker is not started before it is there$/,
          path: '/spec/template/spec/volumes/0/configMap/name',
          text: 'rabbitmq',
        },
      ],
    },
    {
      name: 'a variable, named twice',
      manifests: cluster({ objects: [one], env: { X: key('settings'), Y: key('settings') } }),
      findings: [
        {
          severity: 'warning',
          message: /^ConfigMap settings/,
          path: '/spec/template/spec/containers/0/env/5/valueFrom/configMapKeyRef/name',
        },
      ],
    },
    {
      name: 'a claim',
      manifests: cluster({
        kind: 'Deployment',
        replicas: 1,
        nodeName: null,
        objects: [one],
        without: ['PersistentVolumeClaim'],
      }),
      findings: [
        {
          severity: 'warning',
          message: /^PersistentVolumeClaim rabbitmq/,
          path: '/spec/template/spec/volumes/1/persistentVolumeClaim/claimName',
        },
      ],
      after: cluster({ kind: 'Deployment', replicas: 1, nodeName: null, objects: [one] }),
    },
    {
      name: 'for a container beside the broker',
      manifests: cluster({ objects: [one], pod: sidecar('metrics') }),
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
        objects: [one],
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
      name: 'projected, by an override of what the operator makes',
      manifests: yaml(
        rabbitmqCluster(
          {
            replicas: 1,
            override: {
              statefulSet: {
                spec: {
                  template: {
                    spec: {
                      containers: [],
                      volumes: [{ name: 'more', projected: { sources: [{ configMap: { name: 'more' } }] } }],
                    },
                  },
                },
              },
            },
          },
          { namespace: 'mq' },
        ),
      ),
      findings: [{ severity: 'warning', message: /^ConfigMap more/, text: 'more' }],
    },
    {
      name: 'only files were named',
      manifests: cluster({ objects: [one], without: ['ConfigMap'] }),
      options: { complete: false },
      findings: [{ severity: 'warning', path: '/spec/template/spec/volumes/0/configMap/name' }],
    },
  ],
})
