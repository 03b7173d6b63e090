import type { JsonObject } from '../../../model/kube/json.ts'
import { kustomized } from '../control-plane/installed.ts'
import type { Form } from '../control-plane/rows/row.ts'
import { certificateSecret, type Stage } from './stage.ts'

/** The kinds of cert-manager, as far as the API server has to know them. */
export const certManager: readonly JsonObject[] = [
  ['certificates', 'Certificate'],
  ['issuers', 'Issuer'],
].map(([plural = '', kind = '']) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.cert-manager.io` },
  spec: {
    group: 'cert-manager.io',
    names: { kind, plural, singular: kind.toLowerCase() },
    scope: 'Namespaced',
    versions: [
      {
        ...{ name: 'v1', served: true, storage: true },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
}))

/** All that there is, but what Kubernetes makes and takes away by itself. */
export async function everything(stage: Stage): Promise<readonly string[]> {
  const kinds = (await stage.kubectl('api-resources --verbs=list,delete -o name'))
    .split('\n')
    .filter(
      kind =>
        kind !== '' &&
        !/^(?:events|pods|endpoints|endpointslices|leases|replicasets|controllerrevisions)\b/.test(kind),
    )
  const columns = 'K:.kind,S:.metadata.namespace,N:.metadata.name'
  const all = await stage.kubectl(
    `get ${kinds.join(',')} --all-namespaces --ignore-not-found --no-headers -o custom-columns=${columns}`,
  )
  // Without a controller a namespace never ends.
  return all
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.trim().replaceAll(/ +/g, '/').replace('/<none>/', '//'))
    .filter(line => line !== 'Namespace//warrener-system')
    .toSorted()
}

/** Installs a form, the certificate first, with the Secrets that cert-manager makes for it. */
export async function install(stage: Stage, form: Form): Promise<void> {
  const certificate = await kustomized(stage.controlPlane, 'certificate')
  await stage.webhook.use(form, true)
  await stage.kubectl('apply --server-side --force-conflicts -f -', [
    ...certificate,
    certificateSecret('of nobody'),
    {
      ...certificateSecret('of nobody'),
      metadata: {
        ...{ name: 'warrener-ca', namespace: 'warrener-system' },
        annotations: { 'cert-manager.io/certificate-name': 'warrener-ca' },
      },
    },
  ])
}

/** Ends a namespace that is being deleted, as its controller would. */
export async function endNamespace(stage: Stage): Promise<void> {
  const text = await stage.kubectl('get namespace warrener-system --ignore-not-found -o json')
  if (text === '') return
  const space = JSON.parse(text)
  const path = '/api/v1/namespaces/warrener-system/finalize'
  await stage.controlPlane.kubectl(
    ['replace', '--raw', path, '-f', '-'],
    JSON.stringify({ ...space, spec: { finalizers: [] } }),
  )
}
