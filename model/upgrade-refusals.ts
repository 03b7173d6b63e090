import { confSchema } from '../facts/conf/index.ts'
import { importStopsBoot } from '../facts/definitions-import.ts'
import { policyKey } from '../facts/policy-keys.ts'
import type { Release } from '../facts/release.ts'
import type { Cluster } from './cluster.ts'
import type { Address } from './kube/address.ts'
import { keyOf } from './kube/address.ts'
import { type Seen, someOf, whyOpen } from './kube/lookup.ts'
import { definitionProblems } from './messaging/definition-problems.ts'
import type { Upgrade } from './upgrade.ts'

/** What the newer release refuses at boot, and the older one takes. */
export interface Refusal {
  /** What it is called: a key of rabbitmq.conf, of a policy, or what is wrong with definitions. Never a value. */
  readonly name: string
  readonly at: Address
}

/** What a change of release makes of the configuration: settings, definitions and policies that stop the boot only then. */
export function refusedAfter(cluster: Cluster, upgrade: Upgrade): Seen<Refusal> {
  const { config, definitions, policies } = cluster
  return someOf(
    [...inSettings(cluster, upgrade), ...inDefinitions(cluster, upgrade), ...inPolicies(cluster, upgrade)],
    whyOpen(config.files) ?? whyOpen(definitions) ?? whyOpen(policies),
  )
}

/** An image of one's own may know more keys than the release. */
function inSettings({ config, broker }: Cluster, { from, to }: Upgrade): readonly Refusal[] {
  if (broker.image.flavour === 'custom') return []
  const [old, now] = [confSchema(from), confSchema(to)]
  const settings = config.files.items.flatMap(file => (file.generated ? [] : file.settings))
  return settings.flatMap(({ key, value, keyAt, open }) => {
    if (open !== undefined || old.find(key) === undefined) return []
    const isRefused =
      now.find(key) === undefined ||
      (now.judge(key, value).verdict === 'bad-value' && old.judge(key, value).verdict !== 'bad-value')
    return isRefused ? [{ name: key, at: keyAt }] : []
  })
}

function inDefinitions({ definitions, plugins }: Cluster, { from, to }: Upgrade): readonly Refusal[] {
  const stopping = (release: Release): ReturnType<typeof definitionProblems> =>
    definitionProblems(definitions, plugins, release).filter(
      problem => problem.effect === 'refused' && importStopsBoot(problem.in.importedBy, release),
    )
  const known = new Set(stopping(from).map(({ message }) => message))
  return stopping(to)
    .filter(({ message }) => !known.has(message))
    .map(({ in: file, message, at }) => ({ name: `${file.file.path} ${message}`, at }))
}

const inPolicies = ({ policies }: Cluster, { from, to }: Upgrade): readonly Refusal[] =>
  policies.items
    .filter(({ carrier }) => carrier === 'definitions')
    .flatMap(({ keys, operator }) => {
      const kind = operator ? 'operator' : 'user'
      return [...keys]
        .filter(([key]) => policyKey(key, from, kind) !== undefined && policyKey(key, to, kind) === undefined)
        .map(([key, { at }]) => ({ name: key, at: keyOf(at) }))
    })
