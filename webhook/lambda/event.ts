/*
 * What function URLs and HTTP APIs of API Gateway send and take: payload format 2.0, as far as it is read here.
 * Source: docs.aws.amazon.com, "Invoking Lambda function URLs".
 */

export interface LambdaEvent {
  readonly version?: string
  readonly rawPath?: string
  readonly rawQueryString?: string
  /** One text of a header that came more than once. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly requestContext?: {
    readonly stage?: string
    readonly http?: { readonly method?: string }
  }
  readonly body?: string
  readonly isBase64Encoded?: boolean
}

export interface LambdaResult {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly isBase64Encoded: false
}

/** What Lambda calls. */
export type Handler = (event: LambdaEvent) => Promise<LambdaResult>

/** A request as any server gets it. */
export interface PlainRequest {
  readonly method: string
  readonly path: string
  readonly timeout: string | undefined
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** The request in an event; undefined where it is of another kind, such as one of a REST API. */
export function requestIn(event: LambdaEvent): PlainRequest | undefined {
  const { version, rawPath = '', rawQueryString = '', headers = {}, body = '', requestContext } = event
  const { http, stage = '$default' } = requestContext ?? {}
  if (version !== '2.0' || http?.method === undefined) return undefined
  const named = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), value] as const],
  )
  return {
    method: http.method,
    path: withoutStage(rawPath, stage),
    timeout: new URLSearchParams(rawQueryString).get('timeout') ?? undefined,
    headers: Object.fromEntries(named),
    body: Buffer.from(body, event.isBase64Encoded ? 'base64' : 'utf8'),
  }
}

/** The path of an HTTP API begins with the name of its stage, unless that is the default one. */
const withoutStage = (path: string, stage: string): string =>
  stage !== '$default' && path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : path

export const resultOf = (
  statusCode: number,
  type: 'text/plain' | 'application/json',
  body: string,
  headers: Readonly<Record<string, string>> = {},
): LambdaResult => ({
  statusCode,
  headers: { 'content-type': `${type}; charset=utf-8`, ...headers },
  body,
  isBase64Encoded: false,
})
