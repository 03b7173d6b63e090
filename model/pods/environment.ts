import { expand, type Piece, type Variable } from '../formats/shell/env.ts'
import type { Address } from '../kube/address.ts'
import { isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { absent, found, type Lookup, type Seen, someOf, unknown } from '../kube/lookup.ts'
import { missing } from '../kube/missing.ts'
import { type Kind, type KubeObject, unsettledAt } from '../kube/object.ts'
import { isFilledIn, whyFilledIn } from '../kube/placeholders.ts'
import { scalarText } from '../kube/read.ts'
import { isFromSecret } from '../kube/secrecy.ts'
import type { World } from '../kube/world.ts'
import { type Container, inContainer } from './container.ts'
import { plainText, type SymbolicText } from './symbolic-text.ts'
import { textsOf } from './texts.ts'
import type { Workload } from './workload.ts'

/** A variable as the container's processes see it. */
export interface EnvironmentValue {
  readonly text: SymbolicText
  readonly at: Address
  /** References `$(NAME)` that stay as they are: no earlier variable has that name. */
  readonly unresolved: readonly string[]
  readonly sensitive: boolean
  /** Set by whoever makes the pods, not by the user. */
  readonly generated: boolean
}

/** The environment of one container, `$(VAR)` expanded in list order. */
export interface Environment {
  /** Unknown where something unseen (an `envFrom` Secret, a patch) may set it. */
  get(name: string): Lookup<EnvironmentValue>
  /** The variables that were seen, in list order. */
  readonly seen: ReadonlyMap<string, EnvironmentValue>
  /** All variables, as far as they were seen. */
  readonly variables: Seen<readonly [name: string, value: EnvironmentValue]>
}

interface Entry {
  readonly variable: Variable
  readonly at: Address
  readonly sensitive: boolean
  readonly generated: boolean
}

export function environmentOf(world: World, workload: Workload, container: Container): Environment {
  const { template } = workload
  const unsettled =
    template.unsettled([...container.steps, 'env']) ?? template.unsettled([...container.steps, 'envFrom'])
  const sources = sourcesOf(world, workload, container)
  const entries = [...sources.flatMap(({ entries }) => entries), ...listed(world, workload, container)]
  const blind = unsettled ?? sources.find(({ why }) => why !== undefined)?.why
  const expanded = expand(entries.map(({ variable }) => variable))
  const seen = new Map<string, EnvironmentValue>()
  for (const [index, { name, pieces, unresolved }] of expanded.entries()) {
    const entry = entries[index]
    if (entry) {
      const { at, sensitive, generated } = entry
      seen.set(name, { text: pieces, at, unresolved, sensitive, generated })
    }
  }
  return {
    seen,
    variables: someOf([...seen], blind),
    get(name) {
      const value = seen.get(name)
      if (unsettled !== undefined) return unknown(unsettled)
      if (value) return found(value)
      return blind === undefined ? absent() : unknown(blind)
    },
  }
}

/** The container's own `env` list. */
function listed(world: World, workload: Workload, container: Container): readonly Entry[] {
  return listOf(container.value.env).flatMap(variable => {
    const name = member(variable, 'name')
    if (!isString(name)) return []
    const at = inContainer(workload.template, container, 'env', { name })
    const generated = workload.template.generated([...container.steps, 'env', { name }])
    const text = scalarText(member(variable, 'value'))
    if (text !== undefined)
      return [
        {
          variable: { name, value: settled(name, text, at) },
          at: inContainer(workload.template, container, 'env', { name }, 'value'),
          sensitive: isFromSecret(at.object, at.path),
          generated,
        },
      ]
    const { value, sensitive } = fromValue(world, workload, member(variable, 'valueFrom'))
    return [{ variable: { name, value }, at, sensitive, generated }]
  })
}

/** A text, unless it is filled in before the container has it. */
const settled = (name: string, text: string, { object }: Address): Piece =>
  isFilledIn(text, object) ? { unseen: whyFilledIn(name) } : text

function fromValue(
  world: World,
  workload: Workload,
  source: Json | undefined,
): { value: Piece; sensitive: boolean } {
  const field = member(member(source, 'fieldRef'), 'fieldPath')
  if (isString(field)) return { value: { field }, sensitive: false }
  const configMap = member(source, 'configMapKeyRef')
  if (isObject(configMap))
    return { value: keyOf(world, workload, kinds.ConfigMap, configMap), sensitive: false }
  const secret = member(source, 'secretKeyRef')
  if (isObject(secret)) return { value: keyOf(world, workload, kinds.Secret, secret), sensitive: true }
  return {
    value: source === undefined ? '' : { unseen: 'a source that is not known here' },
    sensitive: false,
  }
}

function keyOf(world: World, workload: Workload, kind: Kind, reference: Json): Piece {
  const [name, key] = [member(reference, 'name'), member(reference, 'key')]
  if (!isString(name) || !isString(key)) return { unseen: `a ${kind.kind} that is not named` }
  const object = world.get(kind, workload.namespace, name)
  if (object.state === 'absent') return { unseen: missing(world, kind, name) }
  if (object.state === 'unknown') return { unseen: object.why }
  const text = textsOf(object.value).get(key)?.value
  const open = unsettledAt(object.value, ['data', key]) ?? unsettledAt(object.value, ['stringData', key])
  return text ?? { unseen: open ?? `${kind.kind} ${name} has no ${key}` }
}

interface Source {
  readonly entries: readonly Entry[]
  /** Why not all that it brings is known. */
  readonly why?: string
}

/** Most variables that are taken from ConfigMaps and Secrets: a process is given 2 MiB of them at most (ARG_MAX). */
const mostTaken = 50_000

/** What `envFrom` brings. Of a source that is there again all comes later, and wins. */
function sourcesOf(world: World, workload: Workload, container: Container): readonly Source[] {
  const listed = listOf(container.value.envFrom)
  const last = new Map(listed.map((source, index) => [JSON.stringify(source), index]))
  const tooMany = `${container.name} takes more than ${mostTaken} variables from ConfigMaps and Secrets`
  let left = mostTaken
  return [...last.values()]
    .sort((a, b) => a - b)
    .map(index => {
      if (left < 0) return { entries: [], why: tooMany }
      const source = fromSource(world, workload, container, listed[index] ?? null, index)
      left -= source.entries.length
      return left < 0 ? { entries: [], why: tooMany } : source
    })
}

function fromSource(
  world: World,
  workload: Workload,
  container: Container,
  source: Json,
  index: number,
): Source {
  const prefix = member(source, 'prefix')
  const [configMap, secret] = [
    member(member(source, 'configMapRef'), 'name'),
    member(member(source, 'secretRef'), 'name'),
  ]
  const kind = isString(configMap) ? kinds.ConfigMap : kinds.Secret
  const name = isString(configMap) ? configMap : secret
  if (!isString(name)) return { entries: [] }
  const object = world.get(kind, workload.namespace, name)
  if (object.state !== 'found') {
    const why = object.state === 'unknown' ? object.why : missing(world, kind, name)
    return { entries: [], why: `${container.name} takes variables from ${kind.kind} ${name}: ${why}` }
  }
  return {
    entries: entriesOf(
      object.value,
      isString(prefix) ? prefix : '',
      inContainer(workload.template, container, 'envFrom', index),
    ),
  }
}

function entriesOf(object: KubeObject, prefix: string, at: Address): readonly Entry[] {
  return [...textsOf(object)].map(([key, { value, at: place, sensitive }]) => ({
    variable: { name: prefix + key, value: value.replaceAll('$', '$$$$') },
    at: place ?? at,
    sensitive: sensitive ?? false,
    generated: false,
  }))
}

/** A variable's value where all of it is plain text, and no Secret's: what is made of it is shown. */
export function environmentText(
  environment: Environment,
  name: string,
): Lookup<{ value: string; at: Address; generated: boolean }> {
  const value = environment.get(name)
  if (value.state !== 'found') return value
  if (value.value.sensitive) return unknown(`the value of ${name} comes from a Secret`)
  const text = plainText(value.value.text)
  return text === undefined
    ? unknown(`the value of ${name} is only known when the pod starts`)
    : found({ value: text, at: value.value.at, generated: value.value.generated })
}
