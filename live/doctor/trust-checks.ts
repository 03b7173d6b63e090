import { isString, listOf, member } from '../../model/kube/json.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import { certificateResults, certificatesIn } from './certificates.ts'
import type { Configuration, Entry } from './configurations.ts'
import { argumentsOf, type Behind } from './look.ts'
import { failed, type Result, unknown } from './result.ts'

/** Whether the API server can trust what the webhook behind a Service serves, as far as its objects tell. */
export function trustResults(
  configurations: readonly Configuration[],
  behind: Behind,
  now: Date,
): readonly Result[] {
  const withoutManager = missingManager(configurations, behind)
  if (withoutManager) return [withoutManager]
  const bundles = bundleResults(configurations, behind)
  const entry = configurations
    .flatMap(({ entries }) => entries)
    .find(({ caBundle }) => caBundle !== undefined)
  return [...bundles, ...secretResults(behind, entry, now)]
}

const asksService = ({ entries }: Configuration): boolean => entries.some(({ target }) => 'service' in target)

/** Without cert-manager nothing else is worth saying: nobody makes the certificate, no pod starts. */
function missingManager(
  configurations: readonly Configuration[],
  { certManager }: Behind,
): Result | undefined {
  const waiting = configurations.filter(
    ({ injectedFrom, entries }) =>
      injectedFrom !== undefined && entries.some(({ caBundle }) => caBundle === undefined),
  )
  if (certManager.state !== 'absent' || waiting.length === 0) return undefined
  return failed(
    'caBundle',
    'cert-manager is not installed: nobody makes the certificate, and the API server is told of no authority to trust',
    'install cert-manager (https://cert-manager.io) and apply manifests/webhook/certificate, or give a certificate of your own: manifests/webhook/own-certificate',
  )
}

function bundleResults(configurations: readonly Configuration[], behind: Behind): readonly Result[] {
  return configurations.filter(asksService).flatMap(configuration => {
    const { entries, injectedFrom, kind, name } = configuration
    const empty = entries.filter(({ caBundle }) => caBundle === undefined)
    if (empty.length > 0)
      return [
        failed(
          'caBundle',
          `${kind} ${name} has no caBundle: the API server does not trust the webhook, and asks nothing`,
          injectedFrom === undefined ? byHand : whyNotInjected(injectedFrom, behind),
        ),
      ]
    const broken = entries.filter(({ caBundle = '' }) => certificatesIn(caBundle).length === 0)
    return broken.length === 0
      ? []
      : [failed('caBundle', `the caBundle of ${kind} ${name} holds no certificate`, byHand)]
  })
}

const byHand =
  'put the authority that signed the certificate there, in PEM and base64; with --self-signed the webhook does it itself: see its log'

function whyNotInjected(from: string, { certificates }: Behind): string {
  if (certificates.state === 'unknown')
    return `cert-manager writes it, from Certificate ${from}: ${certificates.why}`
  const [certificate] = certificates.state === 'found' ? certificates.value : []
  if (!certificate)
    return `cert-manager writes it, from Certificate ${from}, which is not there: kubectl apply -k manifests/webhook/certificate`
  const ready = listOf(dig(certificate, ['status', 'conditions'])).find(
    condition => member(condition, 'type') === 'Ready',
  )
  if (member(ready, 'status') === 'True')
    return 'cert-manager writes it, and the Certificate is ready: see the log of its cainjector'
  const message = scalarText(member(ready, 'message')) ?? 'cert-manager has not looked at it yet'
  return `cert-manager writes it once Certificate ${from} is ready: ${message}`
}

function secretResults(behind: Behind, entry: Entry | undefined, now: Date): readonly Result[] {
  const { target, secret, secretName } = behind
  const place = `Secret ${target.namespace}/${secretName}`
  if (secret.state === 'unknown')
    return [
      unknown(
        'certificate',
        `${place} could not be read: ${secret.why}`,
        'with --address HOST:PORT the webhook itself is asked for its certificate',
      ),
    ]
  if (secret.state === 'absent')
    return [
      failed(
        'certificate',
        `${place} is not there: the webhook has no certificate, and its pods do not start`,
        renewalOf(behind),
      ),
    ]
  const data = secret.value['tls.crt']
  const chain = certificatesIn(isString(data) ? Buffer.from(data, 'base64').toString() : '')
  return certificateResults({
    called: `the certificate in ${place}`,
    host: `${target.service}.${target.namespace}.svc`,
    renewal: renewalOf(behind),
    ...{ chain, now },
    ...trustedBy(entry),
  })
}

/** Whom the API server trusts when it asks for an entry. */
export const trustedBy = (entry: Entry | undefined) =>
  entry?.caBundle === undefined
    ? {}
    : { trusted: { certificates: certificatesIn(entry.caBundle), called: `the caBundle of ${entry.holder}` } }

/** Who makes a new certificate, as far as the objects tell. */
export function renewalOf({ certificates, deployments }: Behind): string {
  const [certificate] = certificates.state === 'found' ? certificates.value : []
  if (certificate) {
    const name = scalarText(dig(certificate, ['metadata', 'name']))
    const namespace = scalarText(dig(certificate, ['metadata', 'namespace']))
    return `cert-manager renews it: kubectl describe certificate ${name} --namespace ${namespace} says why it has not`
  }
  const isOwn = (deployments.state === 'found' ? deployments.value : []).some(deployment =>
    argumentsOf(deployment).includes('--self-signed'),
  )
  return isOwn
    ? 'the webhook renews it itself: its log says why it has not'
    : 'put a new one there, before the old one ends'
}
