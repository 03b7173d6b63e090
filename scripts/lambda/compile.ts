import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { cluster } from '../../policies/sample.ts'
import { compiledBundles, compiledName, loader } from '../../webhook/lambda/compiled.ts'
import type { Handler } from '../../webhook/lambda/event.ts'

/*
 * Runs the bundles of a folder for first requests, and writes what was compiled for them beside the bundles: a process of its own, which
 * has run nothing else.
 */
const [, , folder = '.'] = process.argv
/** Nobody listens there: what runs for a look-up is compiled, up to its answer. */
const nowhere = JSON.stringify({
  clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'u', user: { token: 't' } }],
  contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
  'current-context': 'x',
})
const secret = 'compiled-for-the-first-request'
Object.assign(process.env, { WARRENER_PATH_SECRET: secret, WARRENER_KUBECONFIG: nowhere })

const load = loader(folder, createRequire(import.meta.url))
const { handler } = load('webhook.cjs').exports as { readonly handler: Handler }

const objects = parseAllDocuments(cluster()).map(document => document.toJS())
for (const [path, kind, plural] of [
  ['/mutate', 'Service', 'services'],
  ['/validate', 'StatefulSet', 'statefulsets'],
] as const) {
  const object = objects.find(candidate => candidate.kind === kind)
  const [version, group = ''] = object.apiVersion.split('/').reverse()
  const request = {
    ...{ uid: 'u', operation: 'CREATE', name: object.metadata.name, namespace: object.metadata.namespace },
    ...{ kind: { group, version, kind }, resource: { group, version, resource: plural }, object },
  }
  const { statusCode } = await handler({
    ...{ version: '2.0', rawPath: `/${secret}${path}`, rawQueryString: 'timeout=10s' },
    headers: { 'content-type': 'application/json' },
    requestContext: { http: { method: 'POST' } },
    body: JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request }),
  })
  if (statusCode !== 200) throw new Error(`${path} was answered with ${statusCode}`)
}
for (const bundle of compiledBundles)
  writeFileSync(join(folder, compiledName(bundle)), load(bundle).script.createCachedData())
process.exit()
