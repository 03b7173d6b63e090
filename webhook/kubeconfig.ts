import type { RequestOptions } from 'node:https'
import { KubeConfig } from '@kubernetes/client-node'
import { NotRead } from './reader.ts'

/** A file, or the text of one. */
export type Kubeconfig = string | { readonly text: string }

/**
 * What a kubeconfig says, by default the one of the cluster that this process runs in, or that kubectl would use.
 * @throws Error, in words for the user and with nothing that the kubeconfig holds, where it cannot be read
 */
export function readKubeconfig(kubeconfig: Kubeconfig | undefined): KubeConfig {
  const config = new KubeConfig()
  try {
    if (kubeconfig === undefined) config.loadFromDefault()
    else if (typeof kubeconfig === 'string') config.loadFromFile(kubeconfig)
    else config.loadFromString(kubeconfig.text)
  } catch (error) {
    throw new Error(whyUnread(error))
  }
  for (const { exec } of config.users) if (exec) exec.env = [...(exec.env ?? []), execInfo(exec.apiVersion)]
  return config
}

/** What a command that gives credentials is told, and some ask for. Source: client-go, plugin/pkg/client/auth/exec/exec.go. */
const execInfo = (apiVersion: unknown) => ({
  name: 'KUBERNETES_EXEC_INFO',
  value: JSON.stringify({ apiVersion, kind: 'ExecCredential', spec: { interactive: false } }),
})

/** The message of a parser quotes what it could not read: a token, say. */
function whyUnread(error: unknown): string {
  const {
    code,
    message = '',
    mark,
  } = error as {
    readonly code?: string
    readonly message?: string
    readonly mark?: { readonly line?: number }
  }
  // Of the file system, or of what the library asks for: they name a path, or a member that is missing.
  if (code !== undefined || /^[\w.[\]]+ is missing$/.test(message)) return message
  const line = mark?.line === undefined ? '' : ` (line ${mark.line + 1})`
  return `the kubeconfig is not one: it cannot be read as YAML with clusters, users and contexts${line}`
}

/**
 * The credentials of a kubeconfig, for one request after the other. They may change: a projected token is renewed, and a
 * command gives others. Requests that come together ask once.
 */
export function credentialsOf(config: KubeConfig): (signal: AbortSignal) => Promise<RequestOptions> {
  let asking: Promise<RequestOptions> | undefined
  const ask = async (): Promise<RequestOptions> => {
    const options: RequestOptions = { headers: {} }
    try {
      await config.applyToHTTPSOptions(options)
      return options
    } catch (error) {
      throw new NotRead(whyNoCredentials(config, error))
    } finally {
      asking = undefined
    }
  }
  return async signal => {
    signal.throwIfAborted()
    asking ??= ask()
    return { ...(await until(signal, asking)) }
  }
}

/** What a command prints is not repeated: it may be the credentials. */
function whyNoCredentials(config: KubeConfig, error: unknown): string {
  const { code } = error as { readonly code?: unknown }
  const command = config.getCurrentUser()?.exec?.command
  if (command === undefined)
    return `the credentials of the kubeconfig could not be read${code === undefined ? '' : ` (${code})`}`
  return code === 'ENOENT'
    ? `the command that gives the credentials of the kubeconfig is not there: ${command}`
    : `the command that gives the credentials of the kubeconfig failed: ${command}`
}

/** What a promise gives, unless a signal comes first: a command may never end. */
function until<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: first, resolve, reject } = Promise.withResolvers<T>()
  const stop = (): void => reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  return first
}
