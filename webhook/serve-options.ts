import type { Rule } from '../model/rule/rule.ts'
import type { CertificateFiles } from './certificate.ts'
import type { WebhookConfig } from './config.ts'
import type { Deps } from './deps.ts'
import type { Kubeconfig } from './kubeconfig.ts'
import type { Followed } from './settings.ts'
import type { DocsUrl } from './text.ts'

/** How the cluster is reached and read. */
export interface ClusterAccess {
  readonly kubeconfig?: Kubeconfig
  readonly readsSecrets?: boolean
  /** Whether the process lives long enough to follow what changes. */
  readonly watches?: boolean
}

/** What the webhook is started with. */
export interface ServeOptions {
  readonly port: number
  /** Address to listen on; all of them where it is left out. */
  readonly host?: string
  /** Neither this nor `selfSigned`: plain HTTP, for a platform that terminates TLS itself. */
  readonly tls?: CertificateFiles
  /** Certificates that the webhook makes itself, and keeps in a Secret. */
  readonly selfSigned?: { readonly kubeconfig?: string; readonly clientCa?: string }
  /** A file with the first segment of the path of reviews; see `secretsIn`. */
  readonly pathSecretFile?: string
  /** The text of one. */
  readonly pathSecret?: string
  /** How to look up neighbours: not at all, or as a kubeconfig says (the usual one where none is named). */
  readonly cluster: 'none' | ClusterAccess
  readonly rules: readonly Rule[]
  readonly config: WebhookConfig
  readonly options: Deps['options']
  /** Where config and options come from, if they may change. */
  readonly follow?: Followed
  readonly docs: DocsUrl
  /** Of Warrener. */
  readonly version?: string
  /** See StopTimes; 5 s and 10 s by default. */
  readonly drainMs?: number
  readonly finishMs?: number
  /** Bytes of all bodies that are held at a time; see body.ts. */
  readonly maxHeld?: number
  /** Longest time in which a body has to be there as a whole; 30 s by default, the longest that an API server waits. */
  readonly requestMs?: number
  /** Receives one JSON document per line. */
  readonly write: (line: string) => void
}

/** A webhook that listens. */
export interface Running {
  readonly port: number
  /** Drains, finishes what is in flight and ends. */
  stop(): Promise<void>
}
