import type { Rule } from '../../model/rule/rule.ts'
import { serveOptions, type WebhookSettings } from '../options.ts'
import { secretsIn } from '../secret-path.ts'
import type { DocsUrl } from '../text.ts'
import type { HandlerOptions } from './handler.ts'

/**
 * What a function is started with: variables only, as it has no command line.
 *
 * | variable | |
 * |---|---|
 * | `WARRENER_PATH_SECRET` | the first segment of the path of reviews |
 * | `WARRENER_PATH_SECRET_FILE` | a file with it, instead |
 * | `WARRENER_NO_PATH_SECRET` | `true`: something else checks who asks |
 * | `WARRENER_KUBECONFIG` | the text of a kubeconfig; where neither this nor `KUBECONFIG` is there, nothing is looked up |
 * | `KUBECONFIG` | a file, as for kubectl |
 * | `WARRENER_READ_SECRETS` | `true`: look Secrets up too |
 */
export type Environment = Readonly<Record<string, string | undefined>>

export interface LambdaAround {
  readonly env: Environment
  readonly settings: WebhookSettings
  readonly rules: readonly Rule[]
  readonly docs: DocsUrl
  readonly version?: string
  readonly write: (line: string) => void
  readonly readFile: (path: string) => string
}

/**
 * Puts together what the handler needs.
 * @throws Error, in words for the user, where anybody could ask, or a variable is not right
 */
export function lambdaOptions({ env, settings, readFile, ...around }: LambdaAround): HandlerOptions {
  const pathSecrets = secretsOf(env, readFile)
  const hasCluster = env.WARRENER_KUBECONFIG !== undefined || env.KUBECONFIG !== undefined
  const readSecrets = flag(env, 'WARRENER_READ_SECRETS')
  if (readSecrets && !hasCluster)
    throw new Error('WARRENER_READ_SECRETS needs a cluster: set WARRENER_KUBECONFIG or KUBECONFIG')
  const { cluster, config, options, rules, docs, version, write } = serveOptions(
    { tls: false, pathSecret: false, cluster: hasCluster, readSecrets },
    settings,
    { ...around, env },
  )
  return {
    ...{ config, options, rules, docs, write },
    ...(version === undefined ? {} : { version }),
    cluster: cluster === 'none' ? cluster : { ...cluster, watches: false },
    ...(pathSecrets && { pathSecrets }),
  }
}

function secretsOf(env: Environment, readFile: LambdaAround['readFile']): readonly string[] | undefined {
  const { WARRENER_PATH_SECRET: text, WARRENER_PATH_SECRET_FILE: file } = env
  const given = [text, file].filter(value => value !== undefined).length
  const isOpen = flag(env, 'WARRENER_NO_PATH_SECRET')
  if (given > 1 || (given > 0 && isOpen))
    throw new Error(
      'WARRENER_PATH_SECRET, WARRENER_PATH_SECRET_FILE and WARRENER_NO_PATH_SECRET exclude each other',
    )
  if (isOpen) return undefined
  if (given === 0)
    throw new Error(
      'anybody who finds the URL could ask: set WARRENER_PATH_SECRET or WARRENER_PATH_SECRET_FILE, or WARRENER_NO_PATH_SECRET=true where something else checks who asks',
    )
  return secretsIn(file === undefined ? (text ?? '') : readFile(file))
}

function flag(env: Environment, name: string): boolean {
  const value = env[name] ?? 'false'
  if (value !== 'true' && value !== 'false') throw new Error(`${name} is true or false`)
  return value === 'true'
}
