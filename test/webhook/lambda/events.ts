import type { LambdaEvent } from '../../../webhook/lambda/event.ts'

/** A request, before anything carries it. */
export interface Sent {
  readonly method: string
  /** With the query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** The event that a function URL makes of a request. Bodies that are no text, and those of a type that need not be, come in base64. */
export function functionUrlEvent({ method, url, headers, body }: Sent, isBase64Encoded = false): LambdaEvent {
  const [rawPath = '', rawQueryString = ''] = url.split('?')
  const host = 'abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-central-1.on.aws'
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  const event = {
    version: '2.0',
    routeKey: '$default',
    ...{ rawPath, rawQueryString },
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-port': '443', host, ...Object.fromEntries(named) },
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    requestContext: {
      ...{ accountId: 'anonymous', apiId: 'abcdefghijklmnopqrstuvwxyz012345', domainName: host },
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.7',
        userAgent: 'kube-apiserver',
      },
      ...{ requestId: 'f0b9c0de', routeKey: '$default', stage: '$default', timeEpoch: 1_767_225_600_000 },
    },
    ...(body.length === 0 ? {} : { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  }
  return event
}

/** The event that an HTTP API makes of a request: the path begins with the stage, unless that is the default one. */
export function httpApiEvent(sent: Sent, stage = '$default', isBase64Encoded = false): LambdaEvent {
  const event = functionUrlEvent(sent, isBase64Encoded)
  const prefix = stage === '$default' ? '' : `/${stage}`
  // As they came, by the books; what is sent in small letters stays so.
  const headers = Object.fromEntries(
    Object.entries(event.headers ?? {}).map(([name, value]) => [
      name.replace(/(^|-)[a-z]/g, letter => letter.toUpperCase()),
      value,
    ]),
  )
  return {
    ...event,
    headers,
    rawPath: `${prefix}${event.rawPath}`,
    requestContext: { ...event.requestContext, stage },
  }
}
