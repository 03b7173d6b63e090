import { formatRelease, type Release } from '../../facts/release.ts'
import { lint, type Report } from '../../index.ts'
import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, type Sample } from '../../policies/sample.ts'
import type { BootOptions } from './node.ts'
import type { BootRow } from './rows.ts'

/** The rules whose errors tell that a node does not boot with the files and variables of a row, as one Pod of a release. */
export function errorsOf(row: BootRow, release: Release): readonly string[] {
  const errors = reportOf(row, release).findings.filter(({ severity }) => severity === 'error')
  return [...new Set(errors.map(({ rule }) => rule))]
}

/** What is found in manifests with the files and variables of a row, as one Pod of a release. */
export function reportOf({ node, around }: BootRow, release: Release): Report {
  const { conf, advanced, enabledPlugins, definitions, env, cookie, volume } = node
  const environmentFile = node.files?.['rabbitmq-env.conf']
  const files: Readonly<Record<string, string | undefined>> = {
    '/etc/rabbitmq/rabbitmq.conf': conf,
    '/etc/rabbitmq/advanced.config': advanced,
    '/etc/rabbitmq/enabled_plugins': enabledPlugins,
    '/node/definitions.json': definitions,
    '/etc/rabbitmq/rabbitmq-env.conf': environmentFile,
  }
  const given = Object.entries(files).flatMap(([path, text], index) =>
    text === undefined ? [] : [{ path, key: `file-${index}`, text }],
  )
  const text = cluster({
    image: `rabbitmq:${formatRelease(release)}`,
    replicas: 1,
    data: Object.fromEntries(given.map(({ key, text }) => [key, text])),
    mounts: {
      'rabbitmq.conf': null,
      enabled_plugins: null,
      ...Object.fromEntries(given.map(({ key, path }) => [key, path])),
    },
    nodeName: null,
    longNames: null,
    ...(env ? { env } : {}),
    // A first mount harms nothing.
    ...(volume && volume.starts > 1 ? { pod: onVolume(volume) } : {}),
    ...(cookie ? withCookie(cookie.mode) : {}),
    ...around,
  })
  return lint([{ name: 'row.yaml', text }], { today: '2026-01-01' })
}

const onVolume = ({ fsGroupChangePolicy = 'Always' }: NonNullable<BootOptions['volume']>): JsonObject => ({
  securityContext: { runAsUser: 999, fsGroup: 999, fsGroupChangePolicy },
})

/** As it is booted here: the file of a Secret, read by root and without the entry point of an image. */
const withCookie = (defaultMode: number): Sample => ({
  dataAt: '/var/lib/rabbitmq/mnesia',
  container: {
    command: ['rabbitmq-server'],
    volumeMounts: [{ name: 'cookie', mountPath: '/var/lib/rabbitmq/.erlang.cookie', subPath: 'cookie' }],
  },
  pod: { volumes: [{ name: 'cookie', secret: { secretName: 'cookie', defaultMode } }] },
})
