import { join } from 'node:path'
import type { JsonObject } from '../../../model/kube/json.ts'
import { warrener } from '../../cli/run.ts'
import { root } from '../../process.ts'
import { type SelfSigned, selfSigned } from '../../webhook/self-signed.ts'
import { certificateSecret, configurations, endpoints, namespace, type Stage, withClients } from './stage.ts'

/** What users meet who do not run doctor. */
export interface Elsewhere {
  /** A command of kubectl, with the StatefulSet of RabbitMQ on its standard input, and what it prints. */
  readonly command: string
  readonly prints: RegExp
  readonly readyz: RegExp
  /** Default: what the webhook logs. */
  readonly logged?: (stage: Stage) => Promise<string>
  readonly log: RegExp
}

/** A way in which an installation is broken, and all that doctor complains of. */
export interface DoctorRow {
  readonly name: string
  readonly form?: 'base' | 'enforce'
  /** Whether the API server waits no longer than what is shipped says. */
  readonly isShort?: true
  readonly breaks: (stage: Stage) => Promise<void>
  /** More arguments. */
  readonly args?: (stage: Stage) => Promise<readonly string[]>
  readonly says: readonly (string | RegExp)[]
  /** Who else says it, of an installation that is half there. */
  readonly elsewhere?: Elsewhere
  /** What it may say or not: the API server keeps connections that it has. */
  readonly maySay?: RegExp
}

const host = 'warrener-webhook.warrener-system.svc'
const secret = `the certificate in Secret ${namespace}/warrener-webhook-tls`
const passes =
  'admission: in namespace default a StatefulSet that cannot start passes unseen: the API server asked nobody, or had no answer, and failurePolicy Ignore lets it pass'
const holder = 'ValidatingWebhookConfiguration warrener'

const configured = async (stage: Stage): Promise<JsonObject> =>
  JSON.parse(await stage.kubectl(`get ${configurations} -o json`))
/** Changes what the API server is told of how to ask. */
async function clients(stage: Stage, change: (client: JsonObject) => JsonObject): Promise<void> {
  await stage.kubectl('replace -f -', withClients(await configured(stage), change))
}
const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Serves another certificate, which the API server trusts. */
async function serving(stage: Stage, pair: SelfSigned): Promise<void> {
  await stage.serve(pair)
  await stage.kubectl('apply --server-side --force-conflicts -f -', certificateSecret(pair.cert))
  await clients(stage, client => ({ ...client, caBundle: base64(pair.cert) }))
}

/** The first pod is not ready, for a reason, and nobody is behind the Service. */
async function podsWait(stage: Stage, waiting: JsonObject): Promise<void> {
  const status = {
    conditions: [{ type: 'Ready', status: 'False' }],
    containerStatuses: [
      { name: 'webhook', image: 'x', imageID: '', ready: false, restartCount: 0, state: { waiting } },
    ],
  }
  await stage.kubectl(
    `patch pod warrener-webhook-0 --namespace ${namespace} --subresource=status --type=merge -p ${JSON.stringify({ status }).replaceAll(' ', '\\u0020')}`,
  )
  await stage.kubectl('apply --server-side --force-conflicts -f -', endpoints([]))
}

const submitting = 'apply --dry-run=server -f -'
const nobody = /^nobody answers: /
/** What a container logs that is started without its certificate. */
const withoutFiles = async (): Promise<string> =>
  (await warrener(['webhook', '--tls-cert=/tls/tls.crt', '--tls-key=/tls/tls.key'], { cwd: '/' })).err

export const doctorRows: readonly DoctorRow[] = [
  { name: 'nothing is wrong', breaks: async () => undefined, says: [] },
  {
    name: 'cert-manager is missing, and nobody minded that a command failed',
    breaks: async stage => {
      await clients(stage, ({ caBundle: _, ...client }) => client)
      await stage.kubectl(`delete secret warrener-webhook-tls --namespace ${namespace}`)
      await podsWait(stage, { reason: 'ContainerCreating' })
      await stage.webhook.stop()
    },
    says: [
      'caBundle: cert-manager is not installed: nobody makes the certificate, and the API server is told of no authority to trust',
      `pods: nobody is behind Service ${namespace}/warrener-webhook: 1 of 2 pods are not ready, pod warrener-webhook-0 waits: ContainerCreating`,
      passes,
    ],
    elsewhere: {
      command: `apply -k ${join(root, 'manifests/webhook/certificate')}`,
      prints: /no matches for kind "Certificate" in version "cert-manager.io\/v1"/,
      ...{ readyz: nobody, logged: withoutFiles, log: /tls\.crt/ },
    },
  },
  {
    name: 'the caBundle is of another authority',
    breaks: stage => clients(stage, client => ({ ...client, caBundle: base64(selfSigned(['other']).cert) })),
    says: [
      `certificate: the caBundle of ${holder} does not vouch for ${secret}: the API server refuses to speak to the webhook`,
      passes,
    ],
  },
  {
    name: 'the caBundle is of another authority, and requests fail for it',
    form: 'enforce',
    breaks: stage => clients(stage, client => ({ ...client, caBundle: base64(selfSigned(['other']).cert) })),
    says: [
      `certificate: the caBundle of ${holder} does not vouch for ${secret}: the API server refuses to speak to the webhook`,
      /^admission: the API server cannot ask validate\.warrener\.dev: it does not trust the certificate \(tls: failed to verify certificate: x509: /,
    ],
    elsewhere: {
      command: submitting,
      prints:
        /failed calling webhook "validate\.warrener\.dev": .* x509: certificate signed by unknown authority/,
      readyz: /^ok\na TLS handshake failed: .*: who asks does not trust the certificate$/,
      log: /"message":"a TLS handshake failed","reason":"[^"]*(?:bad certificate|unknown ca)/,
    },
  },
  {
    name: 'the certificate is over',
    form: 'enforce',
    breaks: stage => serving(stage, selfSigned([host], { from: -9, to: -2 })),
    says: [
      /^certificate: the authority in the caBundle of ValidatingWebhookConfiguration warrener ended on \d{4}-\d\d-\d\d: what it signed counts no more$/,
      new RegExp(`^certificate: ${secret} ended on \\d{4}-\\d\\d-\\d\\d$`),
      /^admission: the API server cannot ask validate\.warrener\.dev: the time of the certificate is over, or has not begun \(/,
    ],
  },
  {
    name: 'the certificate is for another name',
    form: 'enforce',
    breaks: stage => serving(stage, selfSigned(['webhook.example.org'])),
    says: [
      `certificate: ${secret} is for webhook.example.org, and the API server asks for ${host}`,
      /^admission: the API server cannot ask validate\.warrener\.dev: the certificate is for other names \(/,
    ],
  },
  {
    name: 'what is served is not what the Secret holds: the webhook itself shows it',
    breaks: stage => stage.serve(selfSigned([host])),
    args: async ({ address }) => ['--address', address],
    says: [
      /^certificate: the caBundle of ValidatingWebhookConfiguration warrener does not vouch for the certificate that the webhook at 127\.77\.0\.10:\d+ shows: the API server refuses to speak to the webhook$/,
    ],
    maySay: /^admission: /,
  },
  {
    name: 'the Secret is not there',
    breaks: async stage =>
      void (await stage.kubectl(`delete secret warrener-webhook-tls --namespace ${namespace}`)),
    says: [
      `certificate: Secret ${namespace}/warrener-webhook-tls is not there: the webhook has no certificate, and its pods do not start`,
    ],
  },
  {
    name: 'no pod was made',
    form: 'enforce',
    breaks: async stage => {
      await stage.webhook.stop()
      await stage.kubectl(`delete pod --all --namespace ${namespace} --grace-period=0 --force`)
      await stage.kubectl('apply --server-side --force-conflicts -f -', endpoints([]))
    },
    says: [
      `pods: nobody is behind Service ${namespace}/warrener-webhook: no pod was made`,
      /^admission: the API server cannot ask validate\.warrener\.dev: nobody listens at the address of the Service \(/,
    ],
    elsewhere: {
      command: submitting,
      prints: /failed calling webhook "validate\.warrener\.dev": .* connection refused/,
      readyz: nobody,
      logged: async ({ controlPlane }) => {
        const { stdout, stderr } = await controlPlane.kubectl([
          ...['logs', '--namespace', namespace, '--selector', 'app.kubernetes.io/name=warrener'],
        ])
        return stdout + stderr
      },
      log: /^No resources found/,
    },
  },
  {
    name: 'the pods are not ready',
    breaks: async stage => {
      await podsWait(stage, { reason: 'ImagePullBackOff', message: 'Back-off pulling image' })
    },
    says: [
      `pods: nobody is behind Service ${namespace}/warrener-webhook: 1 of 2 pods are not ready, pod warrener-webhook-0 waits: ImagePullBackOff, Back-off pulling image`,
    ],
  },
  {
    name: 'the Service selects nobody',
    breaks: async stage =>
      void (await stage.kubectl('apply --server-side --force-conflicts -f -', endpoints([]))),
    says: [
      `pods: nobody is behind Service ${namespace}/warrener-webhook, though 2 pods are ready: its selector is for other labels`,
    ],
  },
  {
    name: 'the Service is not there',
    form: 'enforce',
    breaks: async stage =>
      void (await stage.kubectl(`delete service warrener-webhook --namespace ${namespace}`)),
    says: [
      `service: Service ${namespace}/warrener-webhook, which the API server is told to ask, is not there`,
      /^admission: the API server cannot ask validate\.warrener\.dev: the Service is not there \(/,
    ],
  },
  {
    name: 'the rights were taken away',
    breaks: async stage => {
      // What failed in the minute before is not said again.
      await stage.webhook.stop()
      await stage.webhook.use('base', true)
      await stage.kubectl('delete clusterrolebinding warrener-webhook')
    },
    says: [
      /^rights: ServiceAccount warrener-system\/warrener-webhook lacks (\d+) of \1 rights \(get namespaces and \d+ more\): what it cannot see is unknown, and unknown refuses nothing$/,
    ],
    elsewhere: {
      command: submitting,
      prints:
        /^Warning: warrener: \d+ rules not evaluated: .* could not be read: forbidden: the ServiceAccount of the webhook lacks the right; could have refused it: /m,
      readyz:
        /^ok\n(?:.*\n)*a look-up of \w+ failed: forbidden: the ServiceAccount of the webhook lacks the right/,
      log: /"message":"a look-up failed","kind":"\w+","reason":"forbidden: the ServiceAccount of the webhook lacks the right"/,
    },
  },
  {
    name: 'it is to make its certificate itself, without the rights for that',
    breaks: async stage =>
      void (await stage.kubectl(
        `patch deployment warrener-webhook --namespace ${namespace} --type=json -p ${JSON.stringify([
          { op: 'add', path: '/spec/template/spec/containers/0/args/-', value: '--self-signed' },
        ])}`,
      )),
    says: [
      `rights: ServiceAccount ${namespace}/warrener-webhook lacks 7 of 7 rights (create secrets and 6 more): it cannot make its certificate, or have the API server trust it`,
    ],
  },
  {
    name: 'the webhook hangs',
    isShort: true,
    breaks: async stage => stage.webhook.hang(),
    says: [
      /^admission: in namespace default a StatefulSet that cannot start passes after \d+\.\d s: the API server waited for the webhook in vain$/,
    ],
  },
  {
    name: 'the URL is not reached',
    form: 'enforce',
    breaks: stage =>
      clients(stage, ({ caBundle, service }) => ({
        url: `https://localhost:1/secret-of-16-characters${(service as JsonObject).path}`,
        caBundle: caBundle ?? '',
      })),
    says: [
      /^webhook: https:\/\/localhost:1 is not reached from here: .*ECONNREFUSED/,
      /^admission: the API server cannot ask validate\.warrener\.dev: nobody listens at the address of the Service \(dial tcp [^ ]+: connect: connection refused\)$/,
    ],
  },
  {
    name: 'nothing adds what is missing',
    breaks: async stage => void (await stage.kubectl('delete mutatingwebhookconfiguration warrener')),
    says: ['configuration: no webhook configuration has mutate.warrener.dev: nothing is added'],
  },
  {
    name: 'the brake would not find it',
    breaks: async stage =>
      void (await stage.kubectl('label validatingwebhookconfiguration warrener app.kubernetes.io/name-')),
    says: [
      `configuration: ${holder} has no label app.kubernetes.io/name=warrener: neither warrener uninstall nor the emergency brake finds it`,
    ],
  },
  {
    name: 'the webhook is behind a path secret that nobody asks by',
    breaks: async stage =>
      void (await stage.kubectl(
        `patch deployment warrener-webhook --namespace ${namespace} --type=json -p ${JSON.stringify([
          {
            op: 'add',
            path: '/spec/template/spec/containers/0/args/-',
            value: '--path-secret-file=/secret/path',
          },
        ])}`,
      )),
    says: ['path: the webhook is told a path secret, and the configurations ask for /validate without one'],
  },
]
