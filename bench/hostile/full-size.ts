import type { JsonObject } from '../../model/kube/json.ts'
import type { Hostile, HostileCase } from './objects.ts'

/** Bytes of a review and of what lies beside it. */
export interface Weight {
  readonly request: number
  /** Of the largest ConfigMap or Secret beside it, and of the largest of all other objects. */
  readonly data: number
  readonly other: number
  readonly all: number
}

const bytesOf = (object: JsonObject): number => Buffer.byteLength(JSON.stringify(object))
const isData = ({ kind }: JsonObject): boolean => kind === 'ConfigMap' || kind === 'Secret'
const most = (objects: readonly JsonObject[]): number => Math.max(0, ...objects.map(bytesOf))

export function weigh({ object, others = [] }: Hostile): Weight {
  return {
    request: bytesOf(object),
    data: most(others.filter(isData)),
    other: most(others.filter(other => !isData(other))),
    all: bytesOf(object) + others.reduce((sum, other) => sum + bytesOf(other), 0),
  }
}

/**
 * What is let through: of a request the limit of the API server, of a ConfigMap and a Secret that of its validation, of what
 * lies in etcd that of a request to it, and of a namespace as much as of a request.
 * Source: kubernetes, apiserver `MaxRequestBodyBytes`, core `MaxSecretSize`; etcd `--max-request-bytes`.
 */
const limits: Weight = {
  request: 3 * 2 ** 20,
  data: 2 ** 20,
  other: 1.5 * 2 ** 20,
  all: 4 * 2 ** 20,
}
/** What does not grow in bytes. */
const unlimited = 20_000

/** How many of something a shape can have. */
export function fullSize({ of, most: named = Number.POSITIVE_INFINITY }: HostileCase): number {
  const [small, large] = [1000, 2000]
  const [from, to] = [weigh(of(small)), weigh(of(large))]
  const fitting = (Object.keys(limits) as (keyof Weight)[]).map(part => {
    const each = (to[part] - from[part]) / (large - small)
    return each < 0.5 ? Number.POSITIVE_INFINITY : large + (limits[part] - to[part]) / each
  })
  const fits = Math.min(...fitting, named)
  return Number.isFinite(fits) ? Math.floor(fits) : unlimited
}
