import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'

export type ImageFlavour = 'official' | 'official-management' | 'bitnami' | 'operator'

/** Before, the official image switched nothing on. Source: docker-library/rabbitmq commit 8886389 (2020-06-25). */
const prometheus = releaseRange('>=3.8.5')

/**
 * The plugins that are enabled where nobody mounts a list.
 * Sources: docker-library/rabbitmq Dockerfile templates; bitnami/containers, rabbitmq 3.13 librabbitmq.sh, with no
 * `RABBITMQ_PLUGINS`; cluster-operator v2.22.3 and main at 06cda8e8 (2026-08-06),
 * internal/resource/configmap.go, whatever the image.
 */
export function defaultPlugins(flavour: ImageFlavour, release: Release): readonly string[] {
  const base = prometheus.has(release) ? ['rabbitmq_prometheus'] : []
  if (flavour === 'official') return base
  if (flavour === 'official-management') return [...base, 'rabbitmq_management']
  if (flavour === 'bitnami') return ['rabbitmq_management']
  return ['rabbitmq_peer_discovery_k8s', 'rabbitmq_prometheus', 'rabbitmq_management']
}

/** What the Bitnami image puts before the plugins that `RABBITMQ_PLUGINS` names. Source: librabbitmq.sh of 3.13. */
export const bitnamiBasePlugins: readonly string[] = ['rabbitmq_management_agent', 'rabbitmq_prometheus']
