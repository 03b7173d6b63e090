import { wrongUsage } from '../cli/exit-code.ts'
import type { ApiConnection } from '../webhook/api-connection.ts'

/** How the command line says which cluster is meant. */
export interface ClusterArguments {
  readonly kubeconfig?: string
  /** A context of the kubeconfig. */
  readonly context?: string
}

/** The API server of a cluster, as kubectl would find it. Throws a Stop where the kubeconfig does not tell. */
export async function connect({ kubeconfig, context }: ClusterArguments): Promise<ApiConnection> {
  // A bundle of its own, which the webhook uses too: the library in it is large.
  const { connectionTo } = await import('../webhook/cluster-reader.ts')
  try {
    return connectionTo(kubeconfig, context)
  } catch (error) {
    throw wrongUsage(`no cluster: ${error instanceof Error ? error.message : String(error)}`)
  }
}
