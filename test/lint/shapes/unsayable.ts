import type { Shape } from './written.ts'

type Reasons = { readonly [S in Shape]?: string }

const objects = { values: 'the chart makes the objects around the pods' }
const names = { values: 'the release of the chart is a part of the names' }
const lines = {
  RabbitmqCluster: 'the operator writes the lines of discovery, and the rights for it',
  values: 'the chart writes the lines of discovery, and the rights for it',
}
const operator = 'the operator makes no such thing'
const onlyOperator = { StatefulSet: operator, 'rendered chart': operator, values: operator }

/** Rules that a shape cannot say, or that mean something else there, and why. What is listed and says the same fails. */
export const unsayable: Readonly<Record<string, Reasons>> = {
  'credentials-default': {
    'rendered chart': 'the image of Bitnami lets guest in from its own host only',
    values: 'the image of Bitnami lets guest in from its own host only',
  },
  'credentials-in-plain-text': { 'rendered chart': 'the chart keeps its configuration in a Secret' },
  'discovery-rights-unneeded': lines,
  'discovery-settings-ignored': lines,
  'disruption-budget-missing': objects,
  'memory-limit-unseen': { RabbitmqCluster: 'the operator tells the broker its limit' },
  'mirror-nodes-unknown': names,
  'operator-secret-stale': onlyOperator,
  'prestop-hangs-on-two': { ...onlyOperator },
  'referenced-file-missing': {
    'rendered chart': 'the image of Bitnami has files of its own',
    values: 'the chart may mount more',
  },
  'seed-pod-ephemeral': names,
  'single-replica-cluster': {
    RabbitmqCluster: 'nobody chose to have a cluster of one: the operator always makes one',
  },
  'spread-missing': { values: 'the chart keeps pods apart by itself' },
  'startup-probe-unknown-to-image': onlyOperator,
  'update-ignores-mirrors': {
    RabbitmqCluster: 'the operator has a hook of its own',
    values: 'the chart has a hook of its own',
  },
}
