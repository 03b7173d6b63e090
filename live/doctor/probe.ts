import { member } from '../../model/kube/json.ts'
import { scalarText } from '../../model/kube/read.ts'
import type { Answered, ApiConnection } from '../../webhook/api-connection.ts'
import { echoIn } from '../../webhook/echo.ts'
import { reasonOf } from '../ask.ts'
import type { Entry } from './configurations.ts'
import { brokenRule, patient } from './patient.ts'
import { failed, ok, type Result, unknown, warning } from './result.ts'

const check = 'admission'

/** What came of asking the API server itself. */
export interface Probed {
  readonly results: readonly Result[]
  /** Whether the webhook answered. */
  readonly isAnswered?: true
  /** Its version, where it says so. */
  readonly version?: string
}

/**
 * The one check that shows it: the API server is told, in a dry run, to make a StatefulSet that no RabbitMQ starts from. All others
 * only tell why.
 */
export async function probe(
  api: ApiConnection,
  namespace: string,
  entries: readonly Entry[],
): Promise<Probed> {
  const path = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/statefulsets?dryRun=All`
  const start = performance.now()
  try {
    const signal = AbortSignal.timeout(90_000)
    const answer = await api.exchange({ path, method: 'POST', body: patient(namespace), signal })
    return judged(answer, (performance.now() - start) / 1000, namespace, entries)
  } catch (error) {
    return { results: [unknown(check, `the API server did not take a dry run: ${reasonOf(error)}`)] }
  }
}

function judged(
  { status, body, warnings }: Answered,
  seconds: number,
  namespace: string,
  entries: readonly Entry[],
): Probed {
  const message = scalarText(member(body, 'message')) ?? ''
  const echoes = warnings.flatMap(text => echoIn(text) ?? [])
  const answered = {
    isAnswered: true,
    ...(echoes[0] === undefined ? {} : { version: echoes[0].version }),
  } as const
  const [, failing = '', cause = ''] =
    /failed calling webhook "([^"]+\.warrener\.dev)": (.*)/s.exec(message) ?? []
  if (failing !== '') return { results: [notAsked(failing, cause)] }
  const deniedBy = /admission webhook "([^"]+)" denied the request/.exec(message)?.[1]
  if (deniedBy !== undefined && !deniedBy.endsWith('.warrener.dev'))
    return { results: [elsewhere(`${deniedBy} refuses it first`)] }
  const mutates = echoes.some(({ path }) => path === 'mutate')
  const silent =
    echoes.length > 0 && !mutates && entries.some(({ name }) => name.startsWith('mutate.'))
      ? [
          warning(
            check,
            'mutate.warrener.dev did not answer: nothing is added to what lacks something',
            'see whether its clientConfig is that of the others',
          ),
        ]
      : []
  if (deniedBy !== undefined)
    return {
      ...answered,
      results: [ok(check, `in namespace ${namespace} a StatefulSet that cannot start is refused`), ...silent],
    }
  if (status === 403) return { results: [elsewhere(message || 'it is forbidden')] }
  if (status === 404) return { results: [elsewhere(`there is no namespace ${namespace}`)] }
  if (status >= 300) return { results: [elsewhere(message || `the API server answered ${status}`)] }
  if (warnings.some(text => text.startsWith(`warrener: ${brokenRule}`)))
    return {
      ...answered,
      results: [
        ok(
          check,
          `in namespace ${namespace} a StatefulSet that cannot start is warned of, and not refused: so it was configured`,
        ),
        ...silent,
      ],
    }
  if (echoes.length > 0)
    return {
      ...answered,
      results: [ok(check, `the webhook answers, and is told not to mind ${brokenRule}`), ...silent],
    }
  return { results: [unanswered(seconds, namespace, entries)] }
}

const elsewhere = (why: string): Result =>
  unknown(
    check,
    `whether the webhook answers was not seen: ${why.slice(0, 300)}`,
    '--namespace NAME tries it in another one; it takes the right to create StatefulSets there, and creates none',
  )

/** With failurePolicy Ignore the API server says nothing. */
function unanswered(seconds: number, namespace: string, entries: readonly Entry[]): Result {
  const waits = entries
    .filter(({ name }) => name === 'validate.warrener.dev')
    .map(({ value }) => Number(member(value, 'timeoutSeconds') ?? 10))
  const waited = waits.some(wait => seconds >= wait * 0.9)
  const says = `in namespace ${namespace} a StatefulSet that cannot start passes`
  return waited
    ? failed(
        check,
        `${says} after ${seconds.toFixed(1)} s: the API server waited for the webhook in vain`,
        hanging,
      )
    : failed(
        check,
        `${says} unseen: the API server asked nobody, or had no answer, and failurePolicy Ignore lets it pass`,
        'see what else failed here; if nothing did, with --address HOST:PORT the webhook itself is asked, and the log of the API server says why (failed calling webhook)',
      )
}
const hanging =
  'it hangs, or what is sent to it is dropped on the way: see its log, a NetworkPolicy for its pods, and the firewall between control plane and nodes (port 8443)'

/** What the API server says of a webhook that it could not ask, in words of ours, with what to do. */
const causes: readonly (readonly [RegExp, says: string, help: string])[] = [
  [
    /signed by unknown authority/,
    'it does not trust the certificate',
    'put the authority that signed it into the caBundle',
  ],
  [
    /certificate is (?:not )?valid for/,
    'the certificate is for other names',
    'make one for the name that the API server asks for',
  ],
  [
    /certificate has expired or is not yet valid/,
    'the time of the certificate is over, or has not begun',
    'make a new one',
  ],
  [
    /no endpoints available|endpoints? .*not found/,
    'nobody is behind the Service',
    'kubectl get pods --namespace warrener-system',
  ],
  [/service "[^"]*" not found/, 'the Service is not there', 'kubectl apply -k manifests/webhook/base'],
  [
    /connection refused/,
    'nobody listens at the address of the Service',
    'kubectl get pods,services,endpointslices --namespace warrener-system',
  ],
  [/deadline exceeded|Timeout|timed out/i, 'it waited for an answer in vain', hanging],
  [/no such host/, 'the host of the URL is not known', 'see the url of the webhook configuration'],
  [
    /could not find the requested resource|\b404\b/,
    'the webhook does not know the path that it is asked by',
    'the path secret of the configuration is not that of the webhook, or something else answers there',
  ],
  [/\b403\b|forbidden/i, 'the webhook does not take the API server for one that may ask', 'see --client-ca'],
]

function notAsked(webhook: string, cause: string): Result {
  const known = causes.find(([pattern]) => pattern.test(cause))
  // The address may hold a secret.
  const words = cause.replace(/failed to call webhook: /, '').replaceAll(/Post "[^"]*": /g, '')
  return known
    ? failed(check, `the API server cannot ask ${webhook}: ${known[1]} (${words.slice(0, 200)})`, known[2])
    : failed(
        check,
        `the API server cannot ask ${webhook}: ${words.slice(0, 300)}`,
        'see the log of the webhook',
      )
}

/** Whether command and webhook are of one version. */
export function versionResults(
  theirs: string | undefined,
  own: string,
  image: string | undefined,
): readonly Result[] {
  if (theirs === own) return [ok('version', `the webhook is ${theirs}, and so is this command`)]
  if (theirs !== undefined)
    return [
      warning(
        'version',
        `the webhook is ${theirs}, and this command is ${own}: they have other rules`,
        'use one version: what lint finds is then what admission says',
      ),
    ]
  const said = image === undefined ? '' : `; its image is ${image}`
  return [unknown('version', `the version of the webhook is not known${said}`)]
}
