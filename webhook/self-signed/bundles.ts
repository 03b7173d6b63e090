import { X509Certificate } from 'node:crypto'
import { isString, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { conflict, problemOf, type Send } from './api.ts'
import { certificatesIn, isOurs } from './held.ts'
import { label, type Place } from './place.ts'

const root = '/apis/admissionregistration.k8s.io/v1'
/** The webhook configurations of manifests/webhook; the last is there only with the component `configuration`. */
const configurations = [
  { plural: 'validatingwebhookconfigurations', name: 'warrener' },
  { plural: 'mutatingwebhookconfigurations', name: 'warrener' },
  { plural: 'validatingwebhookconfigurations', name: 'warrener-configuration', mayBeAbsent: true },
] as const

/** A configuration that makes the API server ask us. */
interface Configuration {
  readonly path: string
  readonly version: string
  /** What each of its webhooks trusts, in PEM, by the name of the webhook. */
  readonly bundles: ReadonlyMap<string, string>
}

/** All that make the API server ask us. */
export interface Configurations {
  readonly found: readonly Configuration[]
  /** Whether some are still to come. */
  readonly isIncomplete: boolean
  /** What keeps some from being looked at, in words. */
  readonly problems: readonly string[]
}

export async function readConfigurations(send: Send, place: Place): Promise<Configurations> {
  const found: Configuration[] = []
  const problems: string[] = []
  let isIncomplete = false
  for (const { plural, name, ...rest } of configurations) {
    const path = `${root}/${plural}/${name}`
    const told = await send({ method: 'GET', path })
    if (told.status === 404) isIncomplete ||= !('mayBeAbsent' in rest)
    else if (told.status !== 200 || !told.body)
      throw problemOf(told, `${plural}/${name} cannot be read, and whom the API server trusts is not known`)
    else if (member(member(told.body.metadata, 'labels'), label.name) !== label.value)
      problems.push(
        `${plural}/${name} has no label ${label.name}=${label.value}: it is not ours, and its caBundle is left as it is`,
      )
    else found.push(configurationOf(told.body, path, place))
  }
  return { found, isIncomplete, problems }
}

function configurationOf(body: JsonObject, path: string, { service, namespace }: Place): Configuration {
  const own = listOf(body.webhooks).filter(webhook => {
    const asked = member(member(webhook, 'clientConfig'), 'service')
    return member(asked, 'name') === service && member(asked, 'namespace') === namespace
  })
  const bundles = own.map(webhook => [String(member(webhook, 'name')), bundleIn(webhook)] as const)
  return { path, version: String(member(body.metadata, 'resourceVersion')), bundles: new Map(bundles) }
}

function bundleIn(webhook: Json): string {
  const bundle = member(member(webhook, 'clientConfig'), 'caBundle')
  return isString(bundle) ? Buffer.from(bundle, 'base64').toString('utf8') : ''
}

/** Whether all of them trust an authority. */
export const isTrustedBy =
  ({ found }: Configurations) =>
  (cert: string): boolean =>
    found.every(({ bundles }) => [...bundles.values()].every(bundle => bundle.includes(cert)))

/** The authorities of ours that some of them trust and that have not ended, in PEM: the newest, and not more than a few. */
export function authoritiesIn({ found }: Configurations, now: Date): readonly string[] {
  const texts = new Set(found.flatMap(({ bundles }) => [...bundles.values()]))
  const pems = new Set([...texts].flatMap(text => certificatesIn(text) ?? []).map(String))
  return [...pems]
    .map(pem => new X509Certificate(pem))
    .filter(cert => isOurs(cert) && cert.validToDate > now)
    .toSorted((a, b) => +b.validFromDate - +a.validFromDate)
    .slice(0, most)
    .map(String)
}
const most = 4

/**
 * Makes all of them trust a bundle.
 * @returns the paths of those that had to be changed
 */
export async function writeBundles(
  send: Send,
  { found }: Configurations,
  bundle: string,
): Promise<typeof conflict | readonly string[]> {
  const changed: string[] = []
  for (const { path, version, bundles } of found) {
    const wrong = [...bundles].filter(([, trusted]) => trusted !== bundle)
    if (wrong.length === 0) continue
    const caBundle = Buffer.from(bundle).toString('base64')
    const told = await send({
      method: 'PATCH',
      path,
      type: 'application/strategic-merge-patch+json',
      body: {
        metadata: { resourceVersion: version },
        webhooks: wrong.map(([name]) => ({ name, clientConfig: { caBundle } })),
      },
    })
    if (told.status === 409 || told.status === 404) return conflict
    if (told.status !== 200)
      throw problemOf(told, `the caBundle of ${path.replace(`${root}/`, '')} cannot be written`)
    changed.push(path.replace(`${root}/`, ''))
  }
  return changed
}
