import { type Address, at, type Located } from '../../kube/address.ts'
import { isObject, isString, type JsonObject, listOf, objectOf } from '../../kube/json.ts'
import type { KubeObject } from '../../kube/object.ts'
import { dig } from '../../kube/read.ts'
import type { OperatorFacts, Overrides } from '../operator-facts.ts'
import { namesGivenBy } from '../owner.ts'
import { refusedOverrides } from './operator-refused.ts'

/*
 * What the operator does beside making pods. Source: rabbitmq/cluster-operator v2.22.3, internal/resource/{statefulset,service,
 * default_user_secret}.go and api/v1beta1/rabbitmqcluster_types.go.
 */

const override = ['spec', 'override', 'statefulSet', 'spec'] as const

export function operatorFacts(object: KubeObject, podSpec: JsonObject): OperatorFacts {
  const given = textAt(object, 'spec', 'secretBackend', 'externalSecret', 'name')
  const vault = textAt(object, 'spec', 'secretBackend', 'vault', 'defaultUserPath')
  return {
    gives: namesGivenBy(object.name),
    userSecret: given || vault ? undefined : `${object.name}-default-user`,
    givenUserSecret: given,
    startupProbe: startupProbe(object, podSpec),
    enablesFlags: dig(object.value, ['spec', 'autoEnableAllFeatureFlags']) === true,
    refused: refusedOverrides(object),
    override: overrides(object),
  }
}

function textAt(object: KubeObject, ...path: readonly string[]): Located<string> | undefined {
  const value = dig(object.value, path)
  return isString(value) && value !== '' ? { value, at: at(object, ...path) } : undefined
}

/** The annotation counts with any value; a probe of the user's own takes the place of the operator's. */
function startupProbe(object: KubeObject, podSpec: JsonObject): Address | undefined {
  const annotation = ['metadata', 'annotations', 'rabbitmq.com/legacy-startup-probe']
  const isChosen = isObject(dig(podSpec, ['containers', { name: 'rabbitmq' }, 'startupProbe']))
  return isChosen || dig(object.value, annotation) !== undefined ? undefined : at(object, ...annotation)
}

function overrides(object: KubeObject): Overrides {
  const read = (...path: readonly string[]) => dig(object.value, path)
  const claims = listOf(read(...override, 'volumeClaimTemplates'))
  const selector = read(...override, 'selector')
  const replicas = read(...override, 'replicas')
  const own = read('spec', 'replicas') ?? 1
  const service = ['spec', 'override', 'service', 'spec', 'selector']
  const labels = objectOf(read(...service))
  return {
    claims:
      claims.length === 0
        ? undefined
        : {
            value: claims.flatMap(claim => {
              const name = dig(claim, ['metadata', 'name'])
              return isString(name) ? [name] : []
            }),
            at: at(object, ...override, 'volumeClaimTemplates'),
          },
    selector: isObject(selector) ? { value: selector, at: at(object, ...override, 'selector') } : undefined,
    replicas:
      typeof replicas === 'number' && typeof own === 'number' && replicas !== own
        ? { value: replicas, instead: own, at: at(object, ...override, 'replicas') }
        : undefined,
    service:
      Object.keys(labels).length === 0
        ? undefined
        : { value: { 'app.kubernetes.io/name': object.name, ...labels }, at: at(object, ...service) },
  }
}
