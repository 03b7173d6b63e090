import type { Override, Wanted } from '../engine/settings.ts'
import type { Store } from '../facts/metadata-store.ts'
import { parseRelease } from '../facts/release.ts'
import type { Rule } from '../model/rule/rule.ts'
import { type Action, defaultConfig, type WebhookConfig } from './config.ts'
import type { ServeOptions } from './serve-options.ts'
import type { DocsUrl } from './text.ts'

/** What the command line says: `--port`, `--tls-cert`, `--tls-key`, `--self-signed`, `--no-tls`, `--kubeconfig`, `--no-cluster`, `--read-secrets`. */
export interface WebhookFlags {
  readonly port?: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly selfSigned?: boolean
  /** False for `--no-tls`. */
  readonly tls: boolean
  readonly host?: string
  readonly clientCa?: string
  readonly pathSecretFile?: string
  /** False for `--no-path-secret`. */
  readonly pathSecret?: boolean
  readonly kubeconfig?: string
  /** False for `--no-cluster`. */
  readonly cluster: boolean
  readonly readSecrets?: boolean
}

/** What the config file says, after it was checked. */
export interface WebhookSettings {
  readonly webhook?: Partial<Omit<WebhookConfig, 'enforce' | 'rules'>> & {
    readonly enforce?: Partial<WebhookConfig['enforce']>
  }
  readonly rabbitmqVersion?: string
  readonly metadataStore?: Store
  readonly severities?: ReadonlyMap<string, Wanted>
  readonly overrides?: readonly Override[]
  /** Actions of single rules, by rule id. */
  readonly enforcements?: ReadonlyMap<string, Action>
}

/**
 * Variables: `PORT`; `WARRENER_PATH_SECRET` and `WARRENER_KUBECONFIG`, the texts of files that flags may name instead.
 */
type Environment = Readonly<Record<string, string | undefined>>

/** What comes from the program that starts the webhook. */
export interface Surroundings {
  readonly env: Environment
  readonly rules: readonly Rule[]
  readonly docs: DocsUrl
  readonly version?: string
  readonly write: (line: string) => void
}

const defaultPort = 8443

/**
 * Puts together what `serve` needs. A platform that runs containers for requests says in `$PORT` where to listen.
 * @throws Error, in words for the user, where the flags do not fit together
 */
export function serveOptions(
  flags: WebhookFlags,
  settings: WebhookSettings,
  around: Surroundings,
): ServeOptions {
  const { webhook = {}, rabbitmqVersion, metadataStore, severities, overrides, enforcements } = settings
  const release = rabbitmqVersion === undefined ? undefined : parseRelease(rabbitmqVersion)
  return {
    port: portOf(flags.port ?? around.env.PORT),
    ...(flags.host === undefined ? {} : { host: flags.host }),
    ...tlsOf(flags),
    ...secretOf(flags, around.env),
    cluster: clusterOf(flags, around.env),
    config: {
      ...defaultConfig,
      ...webhook,
      enforce: { ...defaultConfig.enforce, ...webhook.enforce },
      rules: enforcements ?? defaultConfig.rules,
    },
    options: {
      ...(release ? { rabbitmqVersion: release } : {}),
      ...(metadataStore ? { metadataStore } : {}),
      ...(severities ? { severities } : {}),
      ...(overrides ? { overrides } : {}),
    },
    rules: around.rules,
    docs: around.docs,
    ...(around.version === undefined ? {} : { version: around.version }),
    write: around.write,
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return defaultPort
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new Error(`not a port: ${text}`)
  return port
}

function tlsOf(flags: WebhookFlags): Pick<ServeOptions, 'tls' | 'selfSigned'> {
  const { tls, tlsCert: cert, tlsKey: key, clientCa: ca, selfSigned, cluster, kubeconfig } = flags
  const hasFiles = cert !== undefined || key !== undefined
  if (!tls && (hasFiles || ca !== undefined || selfSigned))
    throw new Error('--no-tls and a certificate exclude each other')
  if (selfSigned && hasFiles)
    throw new Error('--self-signed makes the certificate: it excludes --tls-cert and --tls-key')
  if (selfSigned && !cluster)
    throw new Error('--self-signed keeps the certificate in a Secret: it excludes --no-cluster')
  if (!tls) return {}
  if (selfSigned) {
    return {
      selfSigned: {
        ...(kubeconfig !== undefined && { kubeconfig }),
        ...(ca !== undefined && { clientCa: ca }),
      },
    }
  }
  if (cert === undefined || key === undefined) {
    throw new Error(
      'give --tls-cert and --tls-key, or --self-signed, or --no-tls where something else terminates TLS',
    )
  }
  return { tls: { cert, key, ...(ca === undefined ? {} : { ca }) } }
}

/** Without TLS of its own the server is behind something that the whole world may reach. */
function secretOf(
  { tls, pathSecretFile, pathSecret = true }: WebhookFlags,
  { WARRENER_PATH_SECRET: text }: Environment,
): Pick<ServeOptions, 'pathSecretFile' | 'pathSecret'> {
  if (!pathSecret && pathSecretFile !== undefined)
    throw new Error('--no-path-secret and --path-secret-file exclude each other')
  if (pathSecretFile !== undefined) return { pathSecretFile }
  if (!pathSecret) return {}
  // A variable that is there and empty is a secret that was not found.
  if (text !== undefined) return { pathSecret: text }
  if (!tls)
    throw new Error(
      'with --no-tls anybody who finds the address could ask: give --path-secret-file or WARRENER_PATH_SECRET, or --no-path-secret where something else checks who asks',
    )
  return {}
}

/** A platform that says which port to listen on may stop the process between two requests: it follows nothing. */
function clusterOf(
  { cluster, kubeconfig, readSecrets }: WebhookFlags,
  { PORT: port, WARRENER_KUBECONFIG: text }: Environment,
): ServeOptions['cluster'] {
  if (!cluster && kubeconfig !== undefined)
    throw new Error('--no-cluster and --kubeconfig exclude each other')
  if (!cluster && readSecrets) throw new Error('--no-cluster and --read-secrets exclude each other')
  if (!cluster) return 'none'
  return {
    watches: port === undefined || port === '',
    ...(kubeconfig === undefined ? (text === undefined ? {} : { kubeconfig: { text } }) : { kubeconfig }),
    ...(readSecrets ? { readsSecrets: true } : {}),
  }
}
