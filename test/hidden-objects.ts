import assert from 'node:assert/strict'
import { evaluate } from '../engine/evaluate.ts'
import type { Finding, Outcome } from '../engine/finding.ts'
import { evaluateOptions } from '../lint/lint.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { type World, worldOf } from '../model/kube/world.ts'
import type { Rule } from '../model/rule/rule.ts'
import { deepFreeze } from './deep-freeze.ts'
import { filesOf, inputOf, withNeighbours } from './row-checks.ts'
import type { Row } from './rule-rows.ts'
import { watched } from './watched-world.ts'

/**
 * Takes away one object after another, as if it had not been seen: no crash, no error that was not there before, and nothing that was
 * found is lost without a word. Without what the rule did not look at it finds the same.
 */
export function nothingIsClaimedOfTheHidden(rule: Rule, row: Row): void {
  for (const world of inputOf(filesOf(row), row.options).worlds) {
    deepFreeze(world.objects.map(object => object.value))
    const { world: whole, looked } = watched(world)
    const { findings } = outcomeOf(rule, whole, row)
    const errors = errorsAmong(findings)
    for (const hidden of looked()) {
      const left = outcomeOf(rule, withoutObject(world, hidden), row)
      const label = `while ${hidden.kind} ${hidden.name} is hidden`
      const more = errorsAmong(left.findings).filter(print => !errors.includes(print))
      assert.deepEqual(more, [], `errors ${label}`)
      if (left.gaps.some(gap => gap.rule === rule.id) || isTold(rule, hidden)) continue
      const lost = findings.filter(finding => !isAbout(finding, hidden) && !isAmong(left.findings, finding))
      assert.deepEqual(
        lost.map(({ message }) => message),
        [],
        `not found, nor left open, ${label}`,
      )
    }
  }
}

const withoutObject = (world: World, hidden: KubeObject): World =>
  worldOf(
    world.context,
    world.objects.filter(object => object !== hidden),
    (kind, namespace, name) => {
      if (kind.kind === hidden.kind && (name === undefined || name === hidden.name))
        return { why: `${hidden.kind} ${hidden.name} is hidden` }
      const absence = world.absence(kind, namespace, name)
      return absence.state === 'unknown' ? { why: absence.why } : absence.proof
    },
  )

function outcomeOf(rule: Rule, world: World, row: Row): Outcome {
  const outcome = evaluate(world, withNeighbours(rule), evaluateOptions(row.options ?? {}))
  assert.deepEqual(
    outcome.defects.map(defect => defect.error.stack),
    [],
  )
  return outcome
}

const errorsAmong = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ fingerprint }) => fingerprint)
const isAmong = (findings: readonly Finding[], { fingerprint }: Finding): boolean =>
  findings.some(other => other.fingerprint === fingerprint)
/** Whether it is said of the object itself, or of the cluster that it makes. */
const isAbout = ({ at, cluster }: Finding, { kind, name }: KubeObject): boolean =>
  [at.object, cluster?.broker.workload.object].some(object => object?.kind === kind && object.name === name)

const oneByItself = 'one replica is a node by itself, unless the configuration is seen to say otherwise'
const inSecret = 'what Secrets hold is seldom among the files'
const partOf = 'it tells that the object belongs to a cluster'
/** Objects without which a rule does not even know that there was something to find. */
const told: Readonly<Record<string, readonly [kinds: string, because: string]>> = {
  'api-host-wrong': ['Service', 'a name that no Service has may be any host'],
  'api-version-removed': ['RoleBinding Service', partOf],
  'command-removed': ['Service', 'it tells which broker a Job talks to'],
  'conf-overridden-by-env': ['Secret', inSecret],
  'credentials-default': ['Secret', inSecret],
  'data-directory-is-mount-root': ['ConfigMap', oneByItself],
  'discovery-rights-unneeded': ['RoleBinding', partOf],
  'discovery-service-mismatch': ['Secret', inSecret],
  'management-exposed': ['ConfigMap', 'it tells that the port is the one of management'],
  'manifest-invalid': ['User StatefulSet', partOf],
  'node-name-fixed': ['ConfigMap', oneByItself],
  'node-name-mismatch': ['Secret', inSecret],
  'node-name-short': ['ConfigMap', oneByItself],
  'not-ready-addresses-unpublished': ['ConfigMap', oneByItself],
  'objects-in-other-namespace': ['Service ConfigMap RoleBinding', partOf],
  'promote-on-shutdown-always': ['Service', 'it tells which broker a Job talks to'],
  'secret-in-manifest': ['User', partOf],
  'service-environment-collision': ['ConfigMap', 'it tells that the variable is read'],
  'service-name-mismatch': ['Service', 'there are two to compare'],
  'service-selects-strangers': ['Deployment StatefulSet', 'its pods are the strangers'],
  'storage-not-persistent': ['Service', partOf],
  'topology-reference-missing': ['User Vhost', 'it tells what the name is that of'],
  'topology-secret-unlabelled': ['User Shovel Queue', partOf],
  'volume-network-filesystem': ['StorageClass PersistentVolume', 'it tells what the volume lies on'],
  'workload-not-statefulset': ['ConfigMap', oneByItself],
}
const isTold = ({ id }: Rule, { kind }: KubeObject): boolean =>
  told[id]?.[0].split(' ').includes(kind) ?? false
