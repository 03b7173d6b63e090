import { rules } from '../../bound.ts'
import type { ReportArguments } from '../../cli/arguments.ts'
import { loadConfig } from '../../cli/config/load.ts'
import { type ExitCode, exitCode, Stop } from '../../cli/exit-code.ts'
import { judgingOptions } from '../../cli/gather.ts'
import type { Host } from '../../cli/host.ts'
import { printReport, verdict } from '../../cli/lint.ts'
import { ruleIds } from '../../cli/rule-ids.ts'
import { formatKubernetes, newestKubernetes, parseKubernetes } from '../../facts/kubernetes-apis.ts'
import type { LintOptions, Report } from '../../index.ts'
import { inputOfWorlds } from '../../lint/input.ts'
import { evaluateOptions, lintInput } from '../../lint/lint.ts'
import { member } from '../../model/kube/json.ts'
import { scalarText } from '../../model/kube/read.ts'
import type { ApiConnection } from '../../webhook/api-connection.ts'
import { reasonOf } from '../ask.ts'
import { type ClusterArguments, connect } from '../connect.ts'
import { type Audited, readCluster } from './read.ts'

/** What the command line of `audit` says. */
export interface AuditArguments extends ReportArguments, ClusterArguments {
  readonly namespace: readonly string[]
  readonly readSecrets: boolean
}

/** Rounds of Secrets: what is in one may name others. */
const maxRounds = 4

/** `warrener audit`: lints what a live cluster holds. Throws a Stop where there is no report to give. */
export async function runAudit(args: AuditArguments, host: Host): Promise<ExitCode> {
  const { config } = loadConfig(args.config, host.cwd, ruleIds)
  const api = await connect(args)
  const kubernetesVersion = args.kubernetesVersion ?? (await releaseOf(api))
  const options = judgingOptions({ ...args, kubernetesVersion }, config)
  const audited = await readCluster(api, {
    namespaces: args.namespace,
    readsSecrets: args.readSecrets,
    externalResources: options.externalResources ?? [],
    stands: evaluateOptions(options),
  })
  if (audited.nothing !== undefined) throw new Stop(exitCode.nothing, `nothing to audit: ${audited.nothing}`)
  const report = await judged(audited, options)
  const failOn = args.failOn ?? config.failOn ?? 'error'
  const nothingOfFiles = { files: [], context: [], unread: [] }
  printReport(report, nothingOfFiles, { ...args, failOn }, host)
  return verdict(report, nothingOfFiles, args, failOn, host)
}

async function judged(audited: Audited, options: LintOptions): Promise<Report> {
  for (let round = 1; ; round++) {
    const input = { ...inputOfWorlds([audited.world]), unjudged: audited.unjudged }
    const { report } = lintInput(input, rules, options)
    if (round === maxRounds || !(await audited.more())) return report
  }
}

/** The release of the API server, as far as it is known here. Throws a Stop where it does not answer. */
async function releaseOf(api: ApiConnection): Promise<string> {
  const newest = formatKubernetes(newestKubernetes)
  try {
    const { body } = await api.exchange({ path: '/version', signal: AbortSignal.timeout(10_000) })
    const [major, minor] = ['major', 'minor'].map(key => scalarText(member(body, key))?.replace(/\D.*/, ''))
    return parseKubernetes(`${major}.${minor}`) ? `${major}.${minor}` : newest
  } catch (error) {
    throw new Stop(exitCode.nothing, `nothing to audit: the API server does not answer: ${reasonOf(error)}`)
  }
}
