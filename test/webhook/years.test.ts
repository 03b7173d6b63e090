import type { X509Certificate } from 'node:crypto'
import { certificatesIn } from '../../webhook/self-signed/held.ts'
import { expect, test } from '../jest.ts'
import { isThorough } from '../tries.ts'
import { bundlesOf, configuration, installed, paths, secretOf } from './memory-api.ts'
import { type Replica, replicaOf } from './replica.ts'

/*
 * Years of three replicas in seconds: they race, end and start again, are cut off for weeks; the Secret is lost, the
 * configurations are applied again or edited by hand, calls fail. At every moment whoever was trusted stays so.
 */

const day = 86_400_000
const name = 'warrener-webhook.warrener-system.svc'

/** What Go's verifier asks: somebody in every bundle vouches for it now, by signature and by dates, for this name. */
function isAccepted(leaf: X509Certificate, bundles: readonly string[], now: Date): boolean {
  if (leaf.checkHost(name, { subject: 'never' }) === undefined || !isNow(leaf, now)) return false
  return bundles.every(bundle =>
    authorities(bundle).some(
      ca =>
        ca.ca &&
        isNow(ca, now) &&
        ca.subject === leaf.issuer &&
        leaf.checkIssued(ca) &&
        leaf.verify(ca.publicKey),
    ),
  )
}
const isNow = (cert: X509Certificate, now: Date): boolean =>
  cert.validFromDate <= now && now < cert.validToDate
const read = new Map<string, readonly X509Certificate[]>()
function authorities(bundle: string): readonly X509Certificate[] {
  const known = read.get(bundle) ?? certificatesIn(bundle) ?? []
  read.set(bundle, known)
  return known
}

/** Numbers from 0 to 1, the same at every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

interface Years {
  readonly authorities: number
  readonly leaves: number
  readonly lost: number
  readonly events: ReadonlyMap<string, number>
}

async function live(seed: number, years: number, losesSecrets: boolean): Promise<Years> {
  const random = numbers(seed)
  const begin = Date.UTC(2026, 10, 29)
  let now = new Date(begin)
  const clock = (): Date => now
  const api = installed()
  api.delay = () => Math.floor(random() * 4)
  const replicas = [0, 1, 2].map(() => replicaOf(api, clock))
  const cut = new Map<Replica, Date>()
  const [seenAuthorities, leaves] = [new Set<string>(), new Set<string>()]
  const events = new Map<string, number>()
  let lost = 0
  /** Who is to be trusted at every moment: nobody took the caBundle away. */
  let sure: readonly Replica[] = []
  const happened = (event: string): void => void events.set(event, (events.get(event) ?? 0) + 1)
  const check = (which: readonly Replica[]): void => {
    const bundles = bundlesOf(api)
    for (const replica of which) if (!isAccepted(replica.served(), bundles, now)) lost++
  }
  /** What an API server knows that hears late. */
  let heard: readonly { readonly at: Date; readonly bundles: readonly string[] }[] = []
  let failing = 0
  api.fault = call => {
    if (call.method !== 'GET') check(sure)
    if (random() >= failing) return undefined
    return { status: [409, 429, 500, 503][Math.floor(random() * 4)] ?? 500, body: undefined }
  }
  await Promise.all(replicas.map(replica => replica.look()))

  while (+now < begin + years * 365.25 * day) {
    now = new Date(+now + random() ** 2 * 25 * day)
    const one = Math.floor(random() * 3)
    const [replica] = replicas.slice(one, one + 1)
    const chance = random()
    sure = replicas
    failing = 0
    if (replica && chance < 0.1) {
      happened('a replica starts again')
      replica.stop()
      cut.delete(replica)
      replicas[one] = replicaOf(api, clock)
    } else if (losesSecrets && chance < 0.14 && cut.size === 0) {
      happened('the Secret is lost')
      api.objects.delete(paths.secret)
    } else if (chance < 0.2 && cut.size === 0) {
      happened('a configuration is applied again')
      api.put(paths.mutating, configuration('mutate.warrener.dev'))
      sure = []
    } else if (chance < 0.24 && cut.size === 0) {
      happened('a caBundle is edited by hand')
      const { webhooks } = configuration('validate.warrener.dev', 'warn.warrener.dev')
      const edited = JSON.stringify(webhooks).replaceAll('"service"', '"caBundle":"eA==","service"')
      api.put(paths.validating, { ...configuration(), webhooks: JSON.parse(edited) })
      sure = []
    } else if (chance < 0.34) {
      happened('calls fail')
      failing = 0.3
    } else if (replica && chance < 0.38 && cut.size === 0) {
      happened('a replica is cut off')
      cut.set(replica, new Date(+now + 20 * day))
    }
    for (const [which, until] of cut) if (until <= now) cut.delete(which)
    const looking = replicas.filter(which => !cut.has(which))
    sure = sure.filter(which => which.notReady() === undefined)
    // Again where calls failed, as they would some seconds later.
    for (let looks = failing > 0 ? 6 : 1; looks > 0; looks--) {
      if (looks === 1) failing = 0
      await Promise.all(looking.map(which => which.look()))
      check(sure)
    }
    check(replicas)
    heard = [...heard, { at: now, bundles: bundlesOf(api) }].filter(({ at }) => +at > +now - 20 * day)
    for (const { bundles } of losesSecrets ? [] : heard)
      for (const which of looking) if (!isAccepted(which.served(), bundles, now)) lost++
    expect(looking.map(which => which.notReady())).toEqual(looking.map(() => undefined))
    for (const which of looking) leaves.add(which.served().serialNumber)
    const [{ serialNumber } = { serialNumber: '' }] = authorities(secretOf(api)['authority.crt'] ?? '')
    seenAuthorities.add(serialNumber)
    expect(authorities(secretOf(api)['ca.crt'] ?? '').length).toBeLessThan(6)
    if (cut.size === 0) expect(new Set(replicas.map(which => which.served().serialNumber)).size).toBe(1)
  }
  for (const replica of replicas) replica.stop()
  return { authorities: seenAuthorities.size, leaves: leaves.size, lost, events }
}

test('many years of three replicas that share one Secret', async () => {
  const years = isThorough ? 25 : 9
  const { lost, leaves, authorities } = await live(7, years, false)
  // The next one is there two years before ten are over, and used a month later: at 8, 16 and 24 years.
  expect({ lost, authorities }).toEqual({ lost: 0, authorities: isThorough ? 4 : 2 })
  expect(leaves).toBeGreaterThan(years * 1.4)
})

test('ten years of three replicas that lose it now and then', async () => {
  const { lost, events, leaves } = await live(7, 10, true)
  expect(lost).toBe(0)
  expect([...events.keys()].toSorted()).toEqual([
    'a caBundle is edited by hand',
    'a configuration is applied again',
    'a replica is cut off',
    'a replica starts again',
    'calls fail',
    'the Secret is lost',
  ])
  expect(leaves).toBeGreaterThan(10)
})
