import { type JsonObject, objectOf } from '../model/kube/json.ts'
import { merge } from './sample/merge.ts'
import { budget, claims, rights, services, settings } from './sample/objects.ts'
import type { Sample } from './sample/parts.ts'
import { workload } from './sample/workload.ts'
import { yaml } from './sample/yaml.ts'

/** The objects of the sample, as one YAML text of several documents. */
export function cluster(sample: Sample = {}): string {
  const all = [
    workload(sample),
    ...services(sample),
    settings(sample),
    budget(sample),
    ...rights(sample),
    ...claims(sample),
  ]
  const isLeft = (kind: string): boolean =>
    !sample.without?.includes(kind) && (sample.only?.includes(kind) ?? true)
  const left = all.filter(({ kind }) => isLeft(String(kind)))
  for (const part of sample.objects ?? []) {
    const index = left.findIndex(object => isOf(object, part))
    left.splice(index < 0 ? left.length : index, 1, merge(left[index] ?? {}, part))
  }
  return yaml(...left)
}

/** Whether a part is one of this object: the same kind and name, and no other namespace. */
function isOf(object: JsonObject, part: JsonObject): boolean {
  const [its, named] = [objectOf(object.metadata), objectOf(part.metadata)]
  return (
    object.kind === part.kind &&
    its.name === named.name &&
    [its.namespace, undefined].includes(named.namespace)
  )
}

export {
  chartValues,
  helmRelease,
  overNode,
  overPods,
  rabbitmqCluster,
  secret,
  service,
  topology,
} from './sample/others.ts'
export type { Sample } from './sample/parts.ts'
export { definitionsFile, policyFile, quorumQueueFile, safeMirrors } from './sample/policy-file.ts'
export { yaml } from './sample/yaml.ts'
