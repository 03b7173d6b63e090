import type { Json, JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const required = 'requiredDuringSchedulingIgnoredDuringExecution'
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution'
const labelled = (app: string): JsonObject => ({ matchLabels: { app } })
const term = (labelSelector: Json, more: JsonObject = {}): JsonObject => ({
  topologyKey: 'kubernetes.io/hostname',
  labelSelector,
  ...more,
})
const apart = (...terms: readonly JsonObject[]): JsonObject => ({
  podAntiAffinity: { [preferred]: null as never, [required]: terms },
})
const set = (affinity: JsonObject, more: Sample = {}): string => cluster({ ...more, pod: { affinity } })
const spread = (labelSelector: JsonObject): JsonObject => ({
  affinity: null as never,
  topologySpreadConstraints: [{ ...term(labelSelector), maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' }],
})
const at = `/spec/template/spec/affinity/podAntiAffinity/${required}/0`
const off = { annotations: { 'rabbitmq.com/disable-default-topology-spread-constraints': 'true' } }
const operated = (app: string, metadata: JsonObject = off): string =>
  yaml(
    rabbitmqCluster(
      {
        replicas: 3,
        affinity: {
          podAntiAffinity: {
            [required]: [
              term({ matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: [app] }] }),
            ],
          },
        },
      },
      metadata,
    ),
  )

export default rows({
  valid: [
    { name: 'the labels of the pods', manifests: cluster() },
    { name: 'one term of two', manifests: set(apart(term(labelled('rabbit')), term(labelled('rabbitmq')))) },
    { name: 'what keeps them from other pods', manifests: set(apart(term(labelled('postgres')))) },
    { name: 'nothing', manifests: cluster({ pod: { affinity: null } }) },
    {
      name: 'a selector that the API server refuses',
      manifests: set(apart(term({ matchLabels: ['rabbit'] as never }))),
    },
    {
      name: 'all namespaces',
      manifests: set(apart(term(labelled('rabbitmq'), { namespaces: ['other'], namespaceSelector: {} }))),
    },
    {
      name: 'labels that must not match',
      manifests: set(apart(term(labelled('rabbit'), { mismatchLabelKeys: ['x'] }))),
    },
    { name: 'one node', manifests: set(apart(term(labelled('rabbit'))), { replicas: 1, discovery: '' }) },
    { name: 'the cluster operator, by the name of the cluster', manifests: operated('rmq') },
  ],
  invalid: [
    {
      name: 'other labels',
      manifests: set(apart(term(labelled('rabbit')))),
      after: set(apart(term(labelled('rabbitmq')))),
      findings: [
        {
          severity: 'warning',
          path: at,
          message: /^the anti-affinity of StatefulSet rabbitmq picks app: rabbit, which its pods are not$/,
          why: /^nothing keeps the nodes apart/,
          help: /^select app: rabbitmq$/,
          fix: 'none',
        },
      ],
    },
    {
      name: 'a constraint on how they spread',
      manifests: cluster({ pod: spread({ matchExpressions: [{ key: 'rabbit', operator: 'Exists' }] }) }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/topologySpreadConstraints/0',
          message: /^the spread of StatefulSet rabbitmq picks rabbit Exists, which/,
        },
      ],
    },
    {
      name: 'another namespace',
      manifests: set(apart(term(labelled('rabbitmq'), { namespaces: ['other'] }))),
      findings: [{ severity: 'warning', path: at }],
    },
    {
      name: 'pods without labels',
      manifests: set(apart(term(labelled('rabbitmq'))), {
        objects: [
          {
            kind: 'StatefulSet',
            metadata: { name: 'rabbitmq' },
            spec: { selector: null, template: { metadata: { labels: null } } },
          },
        ],
      }),
      findings: [{ severity: 'warning', path: at, help: /^label the pods/ }],
    },
    {
      name: 'a Deployment',
      manifests: set(apart(term(labelled('rabbit'))), { kind: 'Deployment' }),
      findings: [{ severity: 'warning', path: at }],
    },
    {
      name: 'the spread that the cluster operator adds is one over zones',
      manifests: operated('rabbitmq', {}),
      findings: [
        {
          severity: 'warning',
          path: `/spec/affinity/podAntiAffinity/${required}/0`,
          why: /^only zones are told apart/,
        },
      ],
      after: operated('rmq', {}),
    },
    {
      name: 'the cluster operator labels the pods by the name of the cluster',
      manifests: operated('rabbitmq'),
      findings: [
        {
          severity: 'warning',
          path: `/spec/affinity/podAntiAffinity/${required}/0`,
          message: /picks app\.kubernetes\.io\/name In \(rabbitmq\), which/,
          help: /^select app\.kubernetes\.io\/name: rmq, /,
        },
      ],
    },
  ],
})
