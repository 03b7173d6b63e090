import { isString, type Json, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import type { KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import type { Broker } from './broker.ts'
import { claimName } from './claim-object.ts'
import type { MountedVolume } from './mounted-volume.ts'

/*
 * The PersistentVolumes that somebody wrote for claims. Most are made by a provisioner and never written: that none is
 * here says nothing.
 */

/** The volumes written for the claims behind a mounted one: named by the claim, kept for it, or of its class. */
export function boundVolumes(broker: Broker, volume: MountedVolume, claim: Json): readonly KubeObject[] {
  const { named, keptFor, ofClass } = written(broker.world)
  const volumeName = dig(claim, ['spec', 'volumeName'])
  if (isString(volumeName)) return [named.get(volumeName) ?? []].flat()
  const kept = claimNames(broker, volume).flatMap(name => keptFor.get(name) ?? [])
  if (kept.length > 0) return kept
  return ofClass.get(classText(claim)) ?? []
}

/** The names of the claims, one for each pod where they are made from a template. Source: Kubernetes, `<template>-<pod>`. */
function claimNames(broker: Broker, volume: MountedVolume): readonly string[] {
  const { ordinals, replicas } = broker.workload
  const own = claimName(broker, volume)
  if (own !== undefined) return [own]
  if (volume.kind !== 'claim-template' || ordinals === undefined || replicas.state !== 'found') return []
  const count = Math.min(Math.max(0, Math.trunc(replicas.value.value)), 1000)
  return Array.from(
    { length: count },
    (_, index) => `${volume.name}-${ordinals.owner}-${ordinals.start + index}`,
  )
}

interface Written {
  readonly named: ReadonlyMap<string, KubeObject>
  /** By the name of the claim that they are kept for. */
  readonly keptFor: ReadonlyMap<string, readonly KubeObject[]>
  /** Those that are kept for none, by their class. */
  readonly ofClass: ReadonlyMap<string, readonly KubeObject[]>
}
const written = onceEach((world: World): Written => {
  const all = world.ofKind(kinds.PersistentVolume)
  const claim = ({ value }: KubeObject): string | undefined => {
    const name = dig(value, ['spec', 'claimRef', 'name'])
    return isString(name) ? name : undefined
  }
  return {
    named: new Map(all.map(object => [object.name, object])),
    keptFor: Map.groupBy(
      all.filter(object => claim(object) !== undefined),
      object => claim(object) ?? '',
    ),
    ofClass: Map.groupBy(
      all.filter(object => claim(object) === undefined),
      ({ value }) => classText(value),
    ),
  }
})

/** The class that a claim or a volume names, '' for none. */
function classText(value: Json): string {
  const name = member(member(value, 'spec'), 'storageClassName')
  return isString(name) ? name : ''
}
