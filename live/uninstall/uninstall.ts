import { createInterface } from 'node:readline/promises'
import { type ExitCode, exitCode, Stop } from '../../cli/exit-code.ts'
import { count } from '../../cli/formats/text.ts'
import type { Host } from '../../cli/host.ts'
import { member } from '../../model/kube/json.ts'
import { scalarText } from '../../model/kube/read.ts'
import type { ApiConnection } from '../../webhook/api-connection.ts'
import { reasonOf } from '../ask.ts'
import { type ClusterArguments, connect } from '../connect.ts'
import { Unreadable } from './discovery.ts'
import { type Found, findAll, findConfigurations, type Ours } from './find.ts'

/** What the command line of `uninstall` says. */
export interface UninstallArguments extends ClusterArguments {
  readonly onlyConfigurations: boolean
  readonly dryRun: boolean
  readonly yes: boolean
}

/** Asks a person, where one sits at a terminal; undefined where none does. */
export type Asking = ((question: string) => Promise<string>) | undefined

/** `warrener uninstall`: takes the webhook out of a cluster, first of all what makes the API server ask it. */
export async function runUninstall(
  args: UninstallArguments,
  host: Host,
  asking: Asking = terminal(host),
): Promise<ExitCode> {
  const api = await connect(args)
  const found = await findOrStop(api, args)
  const all = [...found.configurations, ...found.rest]
  if (!args.onlyConfigurations) refuseReleases(all)
  const say = (text: string): void => host.out.write(`${text}\n`)
  if (all.length === 0) say('Nothing of Warrener is installed.')
  if (args.dryRun) for (const ours of all) say(`would delete ${called(ours)}`)
  else if (all.length > 0) {
    if (!(await agreed(all, args, say, asking))) return exitCode.clean
    await deleteInOrder(api, found, say)
  }
  if (args.onlyConfigurations) return exitCode.clean
  for (const { namespace, because } of found.kept) say(`namespace ${namespace} stays: ${because}`)
  if (found.unread.length === 0) return exitCode.clean
  throw new Stop(exitCode.findings, `something may be left: ${found.unread.join('; ')}`)
}

async function findOrStop(api: ApiConnection, { onlyConfigurations }: UninstallArguments): Promise<Found> {
  try {
    if (!onlyConfigurations) return await findAll(api)
    return { ...(await findConfigurations(api)), rest: [], kept: [], unread: [] }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw new Stop(exitCode.findings, `nothing was deleted: ${error.message}`)
  }
}

/** Helm would make again what it has in its own records. */
function refuseReleases(all: readonly Ours[]): void {
  const release = all.map(ours => ours.release).find(known => known !== undefined)
  if (release === undefined) return
  throw new Stop(
    exitCode.usage,
    `Helm installed this, as release ${release.name}: helm uninstall ${release.name} --namespace ${release.namespace}; with --only-configurations the webhook is switched off until then`,
  )
}

const called = ({ kind, namespace, name }: Ours): string =>
  `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`

async function agreed(
  all: readonly Ours[],
  { yes }: UninstallArguments,
  say: (text: string) => void,
  asking: Asking,
): Promise<boolean> {
  if (yes || asking === undefined) return true
  for (const ours of all) say(`  ${called(ours)}`)
  const answer = await asking(`Delete ${count(all.length, 'object')}? [y/N] `)
  if (/^y(?:es)?$/i.test(answer.trim())) return true
  say('Nothing was deleted.')
  return false
}

function terminal({ out }: Host): Asking {
  if (!out.isTTY || !process.stdin.isTTY) return undefined
  return async question => {
    const lines = createInterface({ input: process.stdin, output: process.stdout })
    try {
      return await lines.question(question)
    } finally {
      lines.close()
    }
  }
}

/** While something makes the API server ask, nobody who answers is taken away. */
async function deleteInOrder(
  api: ApiConnection,
  { configurations, rest }: Found,
  say: (text: string) => void,
): Promise<void> {
  const failures = await deleteEach(api, configurations, say)
  if (failures.length > 0 && rest.length > 0)
    failures.push('nothing else was deleted: the API server would ask a webhook that is gone')
  if (failures.length === 0) failures.push(...(await deleteEach(api, rest, say)))
  if (failures.length > 0) throw new Stop(exitCode.findings, failures.join('\nwarrener: '))
}

async function deleteEach(
  api: ApiConnection,
  list: readonly Ours[],
  say: (text: string) => void,
): Promise<string[]> {
  const failures: string[] = []
  for (const ours of list) {
    const why = await deleted(api, ours)
    if (why === undefined) say(`deleted ${called(ours)}`)
    else failures.push(`${called(ours)} is still there: ${why}`)
  }
  return failures
}

/** Why it is still there; undefined where it is gone, or going. */
async function deleted(api: ApiConnection, { path }: Ours): Promise<string | undefined> {
  try {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' }
    const { status, body: answer } = await api.exchange({
      ...{ path, method: 'DELETE', body },
      signal: AbortSignal.timeout(30_000),
    })
    if (status < 300 || status === 404) return undefined
    if (status === 403) return 'you may not delete it (403)'
    return scalarText(member(answer, 'message')) ?? `the API server answered ${status}`
  } catch (error) {
    return reasonOf(error)
  }
}
