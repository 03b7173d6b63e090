import { sameJson } from '../formats/text/change.ts'
import { quantityOf } from '../formats/text/quantity.ts'
import { isString, type Json, listOf, member, objectOf } from '../kube/json.ts'
import { dig } from '../kube/read.ts'

/** How the claim templates of a StatefulSet differ from those it had. */
export interface ClaimChanges {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Nothing differs but sizes, and none is less than it was. */
  readonly onlyGrow: boolean
}

/** Compares two lists of claim templates. */
export function claimChanges(before: Json | undefined, after: Json | undefined): ClaimChanges {
  const [was, is] = [byName(before), byName(after)]
  return {
    added: [...is.keys()].filter(name => !was.has(name)),
    removed: [...was.keys()].filter(name => !is.has(name)),
    onlyGrow: was.size === is.size && [...was].every(([name, old]) => hasGrown(old, is.get(name))),
  }
}

const byName = (templates: Json | undefined): ReadonlyMap<string, Json> =>
  new Map(
    listOf(templates).flatMap(template => {
      const name = dig(template, ['metadata', 'name'])
      return isString(name) ? [[name, template] as const] : []
    }),
  )

const size = ['resources', 'requests', 'storage'] as const
function hasGrown(old: Json, now: Json | undefined): boolean {
  const [was, is] = [old, now].map(template => member(template, 'spec'))
  const [less, more] = [was, is].map(spec => quantityOf(dig(spec, size)))
  return less !== undefined && more !== undefined && less <= more && sameJson(sizeless(was), sizeless(is))
}

/** A claim's spec without the size that it asks for. */
const sizeless = (spec: Json | undefined): Json => {
  const { resources: _, ...rest } = objectOf(spec)
  const { requests, ...others } = objectOf(member(spec, 'resources'))
  const { storage: __, ...more } = objectOf(requests)
  return { rest, others, more }
}
