import { cluster, rabbitmqCluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const rbac = (version: string, kind: string): object => ({
  apiVersion: `rbac.authorization.k8s.io/${version}`,
  kind,
  metadata: { name: 'rabbitmq' },
})
const rights = (version: string) =>
  cluster({ objects: [rbac(version, 'Role'), rbac(version, 'RoleBinding')] as never })
const set = (apiVersion: string): string =>
  cluster().replace('apiVersion: apps/v1', `apiVersion: ${apiVersion}`)
const budget = (version: string) => ({
  apiVersion: `policy/${version}`,
  kind: 'PodDisruptionBudget',
  metadata: { name: 'rabbitmq' },
})
const ingress = (apiVersion: string, backend: object, spec: object = {}) => ({
  apiVersion,
  kind: 'Ingress',
  metadata: { name: 'management', namespace: 'mq' },
  spec: { rules: [{ http: { paths: [{ path: '/', ...spec, backend }] } }] },
})
const withIngress = (object: object): string => cluster({ objects: [object] as never })
const scaler = (version: string) => ({
  apiVersion: `autoscaling/${version}`,
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'rabbitmq', namespace: 'mq' },
  spec: {
    minReplicas: 3,
    maxReplicas: 5,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'rabbitmq' },
  },
})
const policy = (apiVersion: string) => ({
  apiVersion,
  kind: 'NetworkPolicy',
  metadata: { name: 'rabbitmq', namespace: 'mq' },
  spec: { podSelector: { matchLabels: { app: 'rabbitmq' } }, ingress: [{}] },
})

export default rows({
  valid: [
    { name: 'served versions', manifests: cluster() },
    { name: 'a custom resource', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'of another application',
      manifests: `${cluster()}---\n${yaml(
        { apiVersion: 'apps/v1beta1', kind: 'Deployment', metadata: { name: 'web', namespace: 'mq' } },
        { ...rbac('v1beta1', 'Role'), metadata: { name: 'web', namespace: 'mq' } } as never,
      )}`,
    },
    {
      name: 'a tree without RabbitMQ',
      manifests: yaml({ apiVersion: 'apps/v1beta1', kind: 'Deployment', metadata: { name: 'web' } }),
    },
  ],
  invalid: [
    {
      name: 'rights of the pods',
      manifests: rights('v1beta1'),
      findings: [
        {
          severity: 'error',
          message: /^Role rabbitmq is of rbac.* no longer serves$/,
          why: /^since Kubernetes 1\.22 /,
          path: '/apiVersion',
          text: 'rbac.authorization.k8s.io/v1beta1',
          fix: 'safe',
        },
        { severity: 'error', message: /^RoleBinding/, path: '/apiVersion' },
      ],
      fixed: rights('v1'),
    },
    {
      name: 'for a Kubernetes that is old enough',
      manifests: rights('v1beta1'),
      options: { kubernetesVersion: '1.21' },
      findings: [
        {
          severity: 'info',
          message: /serves only before 1\.22$/,
          why: /^from Kubernetes 1\.22 on/,
          path: '/apiVersion',
        },
        { severity: 'info', path: '/apiVersion' },
      ],
    },
    {
      name: 'for the first Kubernetes without it',
      manifests: rights('v1beta1'),
      options: { kubernetesVersion: 'v1.22.4' },
      findings: [
        { severity: 'error', path: '/apiVersion' },
        { severity: 'error', path: '/apiVersion' },
      ],
    },
    {
      name: 'the pods themselves, the first of several objects that are not served',
      manifests: set('apps/v1beta1'),
      findings: [
        {
          severity: 'error',
          path: '/apiVersion',
          text: 'apps/v1beta1',
          help: /^write apps\/v1, where spec\.selector has to be there .* updateStrategy/,
          fix: 'none',
        },
      ],
      after: set('apps/v1'),
    },
    {
      name: 'a Deployment of extensions',
      manifests: cluster({ kind: 'Deployment', replicas: 1 }).replace('apps/v1', 'extensions/v1beta1'),
      findings: [{ severity: 'error', path: '/apiVersion', help: /match the labels of the template$/ }],
      after: cluster({ kind: 'Deployment', replicas: 1 }),
    },
    {
      name: 'a StatefulSet of the second beta: nothing but the version differs',
      manifests: set('apps/v1beta2'),
      findings: [{ severity: 'error', path: '/apiVersion', help: /^write apps\/v1$/, fix: 'safe' }],
      fixed: set('apps/v1'),
    },
    {
      name: 'a budget, also on a single node',
      manifests: cluster({ replicas: 1, objects: [budget('v1beta1')] }),
      findings: [{ severity: 'error', path: '/apiVersion', help: /an empty selector picks every pod/ }],
      after: cluster({ replicas: 1, objects: [budget('v1')] }),
    },
    {
      name: 'an Ingress for one of its Services',
      manifests: withIngress(
        ingress('networking.k8s.io/v1beta1', { serviceName: 'rabbitmq-client', servicePort: 15672 }),
      ),
      findings: [{ severity: 'error', path: '/apiVersion', help: /each path has a pathType/ }],
      after: withIngress(
        ingress(
          'networking.k8s.io/v1',
          { service: { name: 'rabbitmq-client', port: { number: 15672 } } },
          { pathType: 'Prefix' },
        ),
      ),
    },
    {
      name: 'what scales it',
      manifests: cluster({ objects: [scaler('v2beta2')] }),
      findings: [{ severity: 'error', path: '/apiVersion', fix: 'safe' }],
      fixed: cluster({ objects: [scaler('v2')] }),
    },
    {
      name: 'what scales it, by the first beta',
      manifests: cluster({ objects: [scaler('v2beta1')] }),
      findings: [{ severity: 'error', path: '/apiVersion', help: /what a metric aims at is target$/ }],
      after: cluster({ objects: [scaler('v2')] }),
    },
    {
      name: 'a network policy of the pods',
      manifests: cluster({ objects: [policy('extensions/v1beta1')] }),
      findings: [{ severity: 'error', path: '/apiVersion' }],
      fixed: cluster({ objects: [policy('networking.k8s.io/v1')] }),
    },
    {
      name: 'rights of the pods that are in another namespace',
      manifests: `${cluster({ without: ['Role', 'RoleBinding'] })}---\n${cluster({
        only: ['Role', 'RoleBinding'],
      })
        .replaceAll('namespace: mq\nr', 'namespace: test\nr')
        .replaceAll('io/v1\n', 'io/v1beta1\n')}`,
      findings: [
        { severity: 'error', path: '/apiVersion' },
        { severity: 'error', path: '/apiVersion' },
      ],
    },
    {
      name: 'an object of two clusters is found once',
      manifests: `${rights('v1beta1')}---\n${cluster({ only: ['StatefulSet'] }).replace('name: rabbitmq\n', 'name: other\n')}`,
      findings: [
        { severity: 'error', path: '/apiVersion' },
        { severity: 'error', path: '/apiVersion' },
      ],
    },
    {
      name: 'built by a kustomization',
      manifests: {
        'kustomization.yaml': 'resources: [rabbitmq.yaml]\n',
        'rabbitmq.yaml': rights('v1beta1'),
      },
      findings: [
        { severity: 'error', path: '/apiVersion' },
        { severity: 'error', path: '/apiVersion' },
      ],
    },
    {
      name: 'a budget for what the operator makes',
      manifests: yaml(rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' }), service('x', {}), {
        ...budget('v1beta1'),
        metadata: { name: 'rmq', namespace: 'mq' },
        spec: { maxUnavailable: 1, selector: { matchLabels: { 'app.kubernetes.io/name': 'rmq' } } },
      }),
      findings: [{ severity: 'error', path: '/apiVersion' }],
    },
  ],
})
