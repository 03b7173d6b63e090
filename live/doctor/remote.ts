import { randomUUID, type X509Certificate } from 'node:crypto'
import { request } from 'node:https'
import { isIP } from 'node:net'
import { connect, rootCertificates, type TLSSocket } from 'node:tls'
import { isObject, isString, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { echoIn } from '../../webhook/echo.ts'
import { certificateResults, type Presented } from './certificates.ts'
import { patient, reviewOf } from './patient.ts'
import type { Probed } from './probe.ts'
import { failed, ok, type Result } from './result.ts'

/** A webhook that is asked without an API server in between. */
export interface Remote {
  /** Without the path, which may hold a secret. */
  readonly called: string
  readonly address: { readonly host: string; readonly port: number }
  /** The name that its certificate has to be for. */
  readonly host: string
  /** Its path of reviews. */
  readonly path: string
  readonly trusted?: Presented['trusted']
  readonly renewal: string
}

const check = 'webhook'
/** Milliseconds until somebody who does not answer counts as hanging. */
const usualPatience = 5_000

type Asked = Remote & { readonly patienceMs: number }

/** Speaks to it as the API server does: whom it proves to be, and what it says to a StatefulSet that cannot start. */
export async function askRemote(asked: Remote, now: Date, patienceMs = usualPatience): Promise<Probed> {
  const remote = { ...asked, patienceMs }
  const met = await meet(remote)
  if ('result' in met) return { results: [met.result] }
  const { called, host, trusted, renewal } = remote
  const presented = { called: `the certificate that ${called} shows`, chain: met.chain, host, now, renewal }
  const results = [
    ...certificateResults({ ...presented, ...(trusted === undefined ? {} : { trusted }) }),
    ...(trusted === undefined && met.problem !== undefined ? [untrusted(called, met.problem)] : []),
  ]
  // The path may hold a secret: who is not trusted is not told.
  if (results.some(({ state }) => state === 'failed')) return { results }
  const { results: more, ...rest } = await post(remote)
  return { results: [...results, ...more], ...rest }
}

const untrusted = (called: string, problem: string): Result =>
  failed(
    'certificate',
    `nobody vouches for the certificate that ${called} shows (${problem}), and the configuration has no caBundle`,
    'put the authority that signed it into the caBundle, or use a certificate of a public authority with all between them',
  )

interface Met {
  readonly chain: readonly X509Certificate[]
  readonly problem: string | undefined
}

const optionsOf = ({ address, host }: Remote) => ({
  ...address,
  ...(isIP(host) === 0 ? { servername: host } : {}),
})

/** The certificates that it shows. */
function meet(remote: Asked): Promise<Met | { readonly result: Result }> {
  const { promise, resolve } = Promise.withResolvers<Met | { readonly result: Result }>()
  const socket: TLSSocket = connect({ ...optionsOf(remote), rejectUnauthorized: false }, () => {
    const chain: X509Certificate[] = []
    let next = socket.getPeerX509Certificate()
    while (next && !chain.some(known => known.fingerprint256 === next?.fingerprint256)) {
      chain.push(next)
      next = next.issuerCertificate
    }
    const problem = socket.authorizationError
    socket.end()
    // Names are looked at apart from who vouches for them.
    const isAboutNames = isString(problem as never) && String(problem) === 'ERR_TLS_CERT_ALTNAME_INVALID'
    resolve({ chain, problem: problem && !isAboutNames ? String(problem) : undefined })
  })
  socket.setTimeout(remote.patienceMs, () => {
    socket.destroy()
    resolve({ result: silent(remote) })
  })
  socket.once('error', error => resolve({ result: unreachable(remote, error) }))
  return promise
}

const silent = ({ called, patienceMs }: Asked): Result =>
  failed(
    check,
    `${called} does not answer within ${patienceMs / 1000} s`,
    'it hangs, or what is sent to it is dropped on the way: see its log, and the firewalls between',
  )

function unreachable({ called }: Remote, error: Error): Result {
  const { code = '' } = error as NodeJS.ErrnoException
  if (/^E(?:PROTO|RR_SSL)|WRONG_VERSION/.test(code))
    return failed(check, `${called} does not speak TLS`, 'the API server speaks nothing else: see the port')
  return failed(
    check,
    `${called} is not reached from here: ${error.message}`,
    'see the address; from another machine, or through kubectl port-forward, it may be',
  )
}

/** Posts a review to it, and says what came of it. */
async function post(remote: Asked): Promise<Probed> {
  const uid = randomUUID()
  const body = JSON.stringify(reviewOf(patient('default'), 'default', uid))
  let answer: Posted
  try {
    answer = await posted(remote, body)
  } catch (error) {
    const { name } = error as Error
    return {
      results: [
        name === 'TimeoutError' || name === 'AbortError'
          ? silent(remote)
          : unreachable(remote, error as Error),
      ],
    }
  }
  return judged(answer, remote, uid)
}

interface Posted {
  readonly status: number
  readonly text: string
}

/** Longest answer that is read. */
const maxAnswer = 1024 * 1024

function posted(remote: Asked, body: string): Promise<Posted> {
  const { promise, resolve, reject } = Promise.withResolvers<Posted>()
  const ca = remote.trusted?.certificates.map(certificate => certificate.toString())
  const call = request(
    {
      ...optionsOf(remote),
      path: remote.path,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        host: remote.host,
      },
      // As the API server does: besides those it always trusts.
      ca: ca === undefined ? undefined : [...rootCertificates, ...ca],
      agent: false,
      signal: AbortSignal.timeout(remote.patienceMs),
    },
    response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        if (text.length > maxAnswer) response.destroy(new Error('the answer is too large'))
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.on('error', reject)
    },
  )
  call.on('error', reject)
  call.end(body)
  return promise
}

const statuses: Readonly<Record<number, readonly [says: string, help: string]>> = {
  401: [
    'asks for credentials that an API server cannot give',
    'let it be asked without, behind a path secret',
  ],
  403: [
    'does not take whoever asks for an API server',
    'with --client-ca only the API server is answered; else let it be asked without credentials, behind a path secret',
  ],
  404: [
    'does not know the path that the configuration asks for',
    'the path secret of the configuration is not that of the webhook (--path-secret-file), or something else answers there',
  ],
  503: ['is not ready: it starts, ends, or has too much to do', 'see its log and /readyz'],
}

function judged({ status, text }: Posted, { called }: Remote, uid: string): Probed {
  const [says, help] = statuses[status] ?? [`answers ${status} to a review`, 'see its log']
  if (status !== 200) return { results: [failed(check, `${called} ${says}`, help)] }
  const response = responseIn(text)
  if (response === undefined || response.uid !== uid)
    return {
      results: [
        failed(
          check,
          `${called} answers with something that is no AdmissionReview`,
          'something else is there: see the address',
        ),
      ],
    }
  const echo = listOf(response.warnings).flatMap(warning => echoIn(String(warning)) ?? [])[0]
  const verdict = response.allowed === false ? 'refuses' : 'does not refuse'
  return {
    results: [ok(check, `${called} answers, and ${verdict} a StatefulSet that cannot start`)],
    isAnswered: true,
    ...(echo === undefined ? {} : { version: echo.version }),
  }
}

function responseIn(text: string): JsonObject | undefined {
  try {
    const review = JSON.parse(text)
    const response = member(review, 'response')
    return isObject(response) && dig(review, ['kind']) === 'AdmissionReview' ? response : undefined
  } catch {
    return undefined
  }
}
