import { type ExitCode, exitCode, wrongUsage } from '../../cli/exit-code.ts'
import type { Host } from '../../cli/host.ts'
import { version } from '../../cli/version.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import type { ApiConnection } from '../../webhook/api-connection.ts'
import { ask } from '../ask.ts'
import { type ClusterArguments, connect } from '../connect.ts'
import { configurationResults } from './configuration-checks.ts'
import type { Entry } from './configurations.ts'
import { type Behind, lookAt } from './look.ts'
import { podResults } from './pod-checks.ts'
import { type Probed, probe, versionResults } from './probe.ts'
import { askRemote, type Remote } from './remote.ts'
import { failed, ok, type Result, unknown } from './result.ts'
import { rightResults } from './right-checks.ts'
import { shown } from './shown.ts'
import { renewalOf, trustedBy, trustResults } from './trust-checks.ts'

/** What the command line of `doctor` says. */
export interface DoctorArguments extends ClusterArguments {
  /** Where the dry run is tried. */
  readonly namespace: string
  /** Where the webhook itself is reached from here: `HOST:PORT`. */
  readonly address?: string
  readonly format: 'text' | 'json'
}

/** `warrener doctor`: whether the webhook that is installed answers, and if not, why. */
export async function runDoctor(args: DoctorArguments, host: Host): Promise<ExitCode> {
  const results = await examined(await connect(args), args, new Date())
  host.out.write(shown(results, args.format))
  return results.some(({ state }) => state === 'failed') ? exitCode.findings : exitCode.clean
}

/** All checks, those that tell the cause first. */
export async function examined(
  api: ApiConnection,
  { namespace, address }: Pick<DoctorArguments, 'namespace' | 'address'>,
  now: Date,
): Promise<readonly Result[]> {
  const server = await ask(api, '/version')
  if (server.state !== 'found')
    return [
      failed(
        'API server',
        `it does not answer: ${server.state === 'unknown' ? server.why : 'it does not know its own version'}`,
        'see the kubeconfig, --context and the network: kubectl version',
      ),
    ]
  const reached = ok('API server', `Kubernetes ${scalarText(server.value.gitVersion) ?? ''}`)
  const { configurations, behind } = await lookAt(api)
  if (configurations.state !== 'found') {
    const why = configurations.state === 'unknown' ? configurations.why : 'it does not serve them'
    return [reached, unknown('configuration', `the webhook configurations could not be read: ${why}`)]
  }
  const results = [reached, ...configurationResults(configurations.value)]
  const entries = configurations.value.flatMap(({ entries: own }) => own)
  if (entries.length === 0) return results
  const remotes = await Promise.all(remotesOf(entries, behind, address).map(remote => askRemote(remote, now)))
  const trust = behind === undefined ? [] : trustResults(configurations.value, behind, now)
  const probed = await probe(api, namespace, entries)
  return [
    ...results,
    ...(behind === undefined ? [] : [...trust, ...podResults(behind), ...(await rightResults(api, behind))]),
    ...remotes.flatMap(({ results: own }) => own),
    ...probed.results,
    ...versions([probed, ...remotes], behind),
  ]
}

function versions(probed: readonly Probed[], behind: Behind | undefined): readonly Result[] {
  const told = probed.map(({ version: known }) => known).find(known => known !== undefined)
  return probed.some(({ isAnswered }) => isAnswered) ? versionResults(told, version, imageOf(behind)) : []
}

/** Whom of them this process can ask itself: what is behind a URL, and at the address that the user names. */
function remotesOf(
  entries: readonly Entry[],
  behind: Behind | undefined,
  address: string | undefined,
): readonly Remote[] {
  const byUrl = new Map<string, Remote>()
  for (const entry of entries) {
    if (!('url' in entry.target)) continue
    const { hostname, port, pathname, host } = new URL(entry.target.url)
    const remote = {
      called: `https://${host}`,
      address: { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443) },
      ...{ host: hostname, path: pathname, renewal: 'renew it where the URL is served' },
      ...trustedBy(entry),
    }
    if (!byUrl.has(host)) byUrl.set(host, remote)
  }
  if (address === undefined) return [...byUrl.values()]
  if (!behind)
    throw wrongUsage('--address is for a webhook behind a Service, and the configurations name none')
  const [, host = '', port = ''] = /^\[?([^\]]+)\]?:(\d{1,5})$/.exec(address) ?? []
  if (host === '') throw wrongUsage(`--address: not HOST:PORT: ${address}`)
  const { target } = behind
  const entry = entries.find(({ target: asked }) => 'service' in asked)
  const remote = {
    called: `the webhook at ${address}`,
    address: { host, port: Number(port) },
    host: `${target.service}.${target.namespace}.svc`,
    path: target.path,
    renewal: renewalOf(behind),
    ...trustedBy(entry),
  }
  return [...byUrl.values(), remote]
}

function imageOf(behind: Behind | undefined): string | undefined {
  const [deployment] = behind?.deployments.state === 'found' ? behind.deployments.value : []
  return scalarText(dig(deployment, ['spec', 'template', 'spec', 'containers', 0, 'image']))
}
