import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { JsonObject } from '../../../model/kube/json.ts'
import { selfSigned } from '../../webhook/self-signed.ts'
import type { Stage } from './stage.ts'

/** A webhook that has too much to do for its first requests, and then refuses everything. */
export interface Busy {
  /** How often it was asked. */
  readonly asked: () => number
  close(): void
}

/** @param seconds what it says when to come again; undefined: nothing */
export async function busyWebhook(
  stage: Stage,
  namespace: string,
  { status, times, seconds }: { readonly status: number; readonly times: number; readonly seconds?: string },
): Promise<Busy> {
  let asked = 0
  const pair = selfSigned(['localhost'])
  const server: Server = createServer(pair, (request, response) => {
    let text = ''
    request.on('data', chunk => {
      text += chunk
    })
    request.on('end', () => {
      if (++asked <= times) {
        response.writeHead(status, seconds === undefined ? {} : { 'retry-after': seconds }).end('busy')
        return
      }
      const { uid } = JSON.parse(text).request
      const answer = { uid, allowed: false, status: { message: 'seen at last' } }
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: answer }),
      )
    })
  })
  const port = await new Promise<number>(resolve =>
    server.listen(0, 'localhost', () => resolve((server.address() as AddressInfo).port)),
  )
  await stage.kubectl('apply --server-side -f -', [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    configuration(namespace, `https://localhost:${port}/validate`, pair.cert),
  ])
  return {
    asked: () => asked,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const configuration = (namespace: string, url: string, ca: string): JsonObject => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: namespace },
  webhooks: [
    {
      name: `${namespace}.example.org`,
      rules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'] }],
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      clientConfig: { url, caBundle: Buffer.from(ca).toString('base64') },
      ...{ failurePolicy: 'Fail', timeoutSeconds: 10, sideEffects: 'None', admissionReviewVersions: ['v1'] },
    },
  ],
})
