import type { Store } from '../../facts/metadata-store.ts'
import { formatRelease, knownReleases, type Release, sameMinor } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import { hop, route } from '../../facts/upgrade-hops.ts'
import { fix } from '../../lint/fix.ts'
import { type InputFile, readInput } from '../../lint/input.ts'
import { evaluateOptions, type LintOptions, lint } from '../../lint/lint.ts'
import { placeAt } from '../../lint/place.ts'
import type { ReportedFinding } from '../../lint/report.ts'
import { type Broker, brokersIn } from '../../model/broker/broker.ts'
import { type Cluster, clusterOf } from '../../model/cluster.ts'
import { at as addressOf } from '../../model/kube/address.ts'
import { ifSeen } from '../../model/kube/lookup.ts'
import type { Rule } from '../../model/rule/rule.ts'
import { namesOf } from '../names.ts'
import { imageOf, withRelease } from './image.ts'
import type { ClusterUpgrade, FileEdit, UpgradeHop, UpgradePlan } from './report.ts'
import { type Step, stepsAfter, stepsBefore } from './steps.ts'

export interface UpgradeOptions extends LintOptions {
  /** The release to go to; of its series the last patch that is known. */
  readonly to: Release
}

/**
 * What it takes to go from the releases that manifests run to another one: the shortest supported route, and for each hop what the new release
 * refuses, what to type, and the edits. The clusters change one after the other, so that all edits, in order, can be applied. Pure.
 */
export function planUpgrade(
  files: readonly InputFile[],
  rules: readonly Rule[],
  { to, ...options }: UpgradeOptions,
): UpgradePlan {
  const target = knownReleases.find(other => sameMinor(other, to)) ?? to
  const state = new Tree(files, rules, options)
  return {
    schema: 'warrener/upgrade-plan/v1',
    clusters: state.clusters().map(cluster => planOf(cluster, target, state)),
  }
}

/** The files as the hops so far leave them. */
class Tree {
  readonly options: LintOptions
  readonly #rules: readonly Rule[]
  #files: readonly InputFile[]
  /** What was found in the files as they are, by the release that they were judged as. */
  readonly #found = new Map<string, readonly ReportedFinding[]>()

  constructor(files: readonly InputFile[], rules: readonly Rule[], options: LintOptions) {
    this.#files = files
    this.#rules = rules
    this.options = options
  }

  /** The clusters that the files have, each as its first stand. */
  clusters(): readonly {
    readonly broker: Broker
    readonly cluster: Cluster
    readonly line: number | null
  }[] {
    const input = readInput(this.#files, this.options)
    const options = evaluateOptions(this.options)
    const brokers = input.worlds.flatMap(world => brokersIn(world, options))
    const byPlace = new Map(brokers.map(broker => [placeKey(broker), broker]))
    return [...byPlace.values()].flatMap(broker => {
      const [stand] = broker.stands
      const { origin } = broker.workload.object
      if (stand === undefined || (origin.from === 'file' && input.contextOnly.has(origin.file))) return []
      return {
        broker,
        cluster: clusterOf(broker, stand),
        line: placeAt(input, addressOf(broker.workload.object)).line,
      }
    })
  }

  /** What is found as of a release in a cluster. */
  findingsAs(release: Release, store: Store | undefined, name: string): readonly ReportedFinding[] {
    const options = this.#as(release, store)
    const key = JSON.stringify([options.asOf, options.metadataStore])
    const known = this.#found.get(key) ?? lint(this.#files, this.#rules, options).findings
    this.#found.set(key, known)
    return known.filter(({ cluster }) => cluster === name)
  }

  /** Mends what some findings are, and names the image of a release; the files that change. */
  goOn(
    release: Release,
    store: Store | undefined,
    name: string,
    mended: ReadonlySet<string>,
  ): readonly FileEdit[] {
    const before = new Map(this.#files.map(({ name: file, text }) => [file, text]))
    const isMended = ({ fingerprint }: { readonly fingerprint: string }): boolean => mended.has(fingerprint)
    this.#take(
      fix(this.#files, this.#rules, { ...this.#as(release, store), unsafe: true, which: isMended }).files,
    )
    this.#take(withRelease(this.#files, name, release, this.options))
    return this.#files.flatMap(({ name: file, text }) => {
      const was = before.get(file)
      return was === undefined || was === text ? [] : { file, was, is: text }
    })
  }

  #as(release: Release, store: Store | undefined): LintOptions {
    return {
      ...this.options,
      asOf: formatRelease(release),
      ...(store === undefined ? {} : { metadataStore: store }),
    }
  }

  #take(changed: readonly InputFile[]): void {
    if (changed.length > 0) this.#found.clear()
    const texts = new Map(changed.map(({ name, text }) => [name, text]))
    this.#files = this.#files.map(file => ({ ...file, text: texts.get(file.name) ?? file.text }))
  }
}

const placeKey = ({ name, workload: { object } }: Broker): string =>
  `${name} ${object.origin.from === 'file' ? `${object.origin.file} ${object.origin.document}` : ''}`

function planOf(
  { broker, cluster, line }: ReturnType<Tree['clusters']>[number],
  to: Release,
  tree: Tree,
): ClusterUpgrade {
  const { origin } = broker.workload.object
  const about = {
    name: broker.name,
    file: origin.from === 'file' ? origin.file : null,
    line,
    to: formatRelease(to),
  }
  const from = broker.release
  if (from === undefined)
    return {
      ...about,
      from: null,
      hops: [],
      standing: 0,
      unknown: `the release it runs: ${broker.standUnknown} (--rabbitmq-version)`,
    }
  const wish = tree.options.metadataStore
  const today = tree.findingsAs(from, storeIn(from, wish), broker.name)
  const standing = today.filter(({ severity }) => severity === 'error').length
  const told = { ...about, from: formatRelease(from), standing }
  const stops = stopsBetween(from, to)
  if (typeof stops === 'string')
    return { ...told, hops: [], refused: { rule: 'upgrade-hop-unsupported', why: stops } }
  const names = namesOf(cluster)
  const mirrors = ifSeen(cluster.policies)?.some(({ keys }) => keys.has('ha-mode')) ?? true
  const hops: UpgradeHop[] = []
  let last = from
  for (const { patch, release } of stops) {
    const start = patch ?? last
    const verdict = hop(start, release)
    const needs = verdict.verdict === 'supported' ? verdict.needs : noNeeds
    const image = broker.image.text
    const step: Step = {
      ...{ from: start, to: release, needs, patch, mirrors },
      patchImage: patch && image !== undefined ? imageOf(image, patch) : undefined,
    }
    hops.push(hopOf(step, last, broker.name, tree, names))
    last = release
  }
  return { ...told, hops }
}

const noNeeds = { from: undefined, featureFlags: false, fullStop: false }

interface Stop {
  readonly release: Release
  /** The patch of the series before that has to run first. */
  readonly patch: Release | undefined
}

/** The releases to pass, the last patch of each series; text says why there is no way. */
function stopsBetween(from: Release, to: Release): readonly Stop[] | string {
  if (sameMinor(from, to)) return hop(from, to).verdict === 'downgrade' ? older(from, to) : []
  if (hop(from, to).verdict === 'downgrade') return older(from, to)
  const releases = route(from, to)
  if (releases === undefined)
    return `no supported way leads from RabbitMQ ${formatRelease(from)} to ${formatRelease(to)}`
  const stops: Stop[] = []
  let patch: Release | undefined
  let last = from
  for (const release of releases) {
    if (sameMinor(last, release)) patch = release
    else {
      stops.push({ release, patch })
      patch = undefined
    }
    last = release
  }
  return stops
}

const older = (from: Release, to: Release): string =>
  `RabbitMQ does not go back: ${formatRelease(to)} does not take the data of ${formatRelease(from)}`

const [mayKeepMnesia, khepriOnly] = [releaseRange('4.2'), releaseRange('>=4.3')]
/** An upgrade keeps the store that a cluster has, until 4.3 has one only. */
const storeIn = (release: Release, wish: Store | undefined): Store | undefined => {
  if (khepriOnly.has(release)) return undefined
  return mayKeepMnesia.has(release) ? (wish ?? 'mnesia') : undefined
}

function hopOf(
  step: Step,
  was: Release,
  name: string,
  tree: Tree,
  names: ReturnType<typeof namesOf>,
): UpgradeHop {
  const { from, to } = step
  const wish = tree.options.metadataStore
  const known = new Set(tree.findingsAs(from, storeIn(from, wish), name).map(severely))
  const fresh = tree.findingsAs(to, storeIn(to, wish), name).filter(finding => !known.has(severely(finding)))
  const [blockers, advice] = [
    fresh.filter(({ severity }) => severity === 'error'),
    fresh.filter(({ severity }) => severity !== 'error'),
  ]
  const edits = tree.goOn(
    to,
    storeIn(to, wish),
    name,
    new Set(blockers.map(({ fingerprint }) => fingerprint)),
  )
  const steps = (of: typeof stepsBefore): readonly string[] =>
    typeof names === 'string' ? [`# ${names}: no commands can be given`] : of(step, names)
  return {
    from: formatRelease(was),
    to: formatRelease(to),
    ...{ blockers, advice, edits },
    before: steps(stepsBefore),
    after: steps(stepsAfter),
  }
}

/** What was an error before is none of the hop; what was milder and becomes one is. */
const severely = ({ fingerprint, severity }: ReportedFinding): string => `${fingerprint} ${severity}`
