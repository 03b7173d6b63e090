import { later } from '../../facts/later.ts'
import type { Field } from './fields.ts'

/*
 * Where kustomize puts labels and annotations.
 * Source: kustomize api/internal/konfig/builtinpluginconsts: metadatalabels.go, volumeclaimmetadatalabels.go,
 * commonlabels.go, commonannotations.go.
 */

const field = (path: string, where: Omit<Field, 'path'> = {}): Field => ({ ...where, path: path.split('/') })

/** The pod templates of each kind, and of CronJobs the Job too. */
const templates: readonly { readonly at: string; readonly kind: string; readonly group?: string }[] = [
  { at: 'spec/template', kind: 'ReplicationController' },
  { at: 'spec/template', kind: 'Deployment' },
  { at: 'spec/template', kind: 'ReplicaSet' },
  { at: 'spec/template', kind: 'DaemonSet' },
  { at: 'spec/template', kind: 'StatefulSet', group: 'apps' },
  { at: 'spec/template', kind: 'Job', group: 'batch' },
  { at: 'spec/jobTemplate', kind: 'CronJob', group: 'batch' },
  { at: 'spec/jobTemplate/spec/template', kind: 'CronJob', group: 'batch' },
]
const inTemplates = (member: string): readonly Field[] =>
  templates.map(({ at, ...where }) => field(`${at}/metadata/${member}`, { ...where, create: true }))

export const metadataLabels: Field = field('metadata/labels', { create: true })
export const claimLabels: Field = field('spec/volumeClaimTemplates[]/metadata/labels', {
  kind: 'StatefulSet',
  group: 'apps',
  create: true,
})
export const templateLabels: () => readonly Field[] = later(() => [
  metadataLabels,
  ...inTemplates('labels'),
  claimLabels,
])

const affinities = [
  'affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels',
  'affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels',
  'affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels',
  'affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels',
  'topologySpreadConstraints/labelSelector/matchLabels',
]

/** All of the above, and what selects pods. */
export const selectorLabels: () => readonly Field[] = later(() => [
  ...templateLabels(),
  field('spec/selector', { kind: 'Service', version: 'v1', create: true }),
  field('spec/selector', { kind: 'ReplicationController', version: 'v1', create: true }),
  ...['Deployment', 'ReplicaSet', 'DaemonSet'].map(kind =>
    field('spec/selector/matchLabels', { kind, create: true }),
  ),
  field('spec/selector/matchLabels', { kind: 'StatefulSet', group: 'apps', create: true }),
  ...['Deployment', 'StatefulSet'].flatMap(kind =>
    affinities.map(path => field(`spec/template/spec/${path}`, { kind, group: 'apps' })),
  ),
  field('spec/selector/matchLabels', { kind: 'Job', group: 'batch' }),
  field('spec/jobTemplate/spec/selector/matchLabels', { kind: 'CronJob', group: 'batch' }),
  field('spec/selector/matchLabels', { kind: 'PodDisruptionBudget', group: 'policy' }),
  ...['podSelector', 'ingress/from/podSelector', 'egress/to/podSelector'].map(path =>
    field(`spec/${path}/matchLabels`, { kind: 'NetworkPolicy', group: 'networking.k8s.io' }),
  ),
])

export const annotations: () => readonly Field[] = later(() => [
  field('metadata/annotations', { create: true }),
  ...inTemplates('annotations'),
])
