import { type Json, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { found, type Lookup, unknown } from '../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../kube/object.ts'
import { dig, scalarText } from '../kube/read.ts'
import type { World } from '../kube/world.ts'

/** Annotations by which controllers take a certificate from elsewhere. Sources: the docs of these controllers. */
const certificates: readonly (readonly [name: string, value: RegExp])[] = [
  ['alb.ingress.kubernetes.io/certificate-arn', /./],
  ['alb.ingress.kubernetes.io/listen-ports', /HTTPS/],
  ['networking.gke.io/managed-certificates', /./],
  ['ingress.gcp.kubernetes.io/pre-shared-cert', /./],
  ['traefik.ingress.kubernetes.io/router.tls', /^true$/],
]

/** Whether an Ingress has TLS for a host; undefined: for any. */
export function encryptedByIngress(object: KubeObject, host: string | undefined): Lookup<boolean> {
  const why = unsettledAt(object, ['spec', 'tls']) ?? unsettledAt(object, ['metadata', 'annotations'])
  if (why !== undefined) return unknown(why)
  const annotation = (name: string): string =>
    scalarText(dig(object.value, ['metadata', 'annotations', name])) ?? ''
  if (certificates.some(([name, value]) => value.test(annotation(name)))) return found(true)
  return found(
    listOf(dig(object.value, ['spec', 'tls'])).some(entry => covers(listOf(member(entry, 'hosts')), host)),
  )
}

/** Whether a list of hosts names a host, by itself or by a wildcard. One without any is for all. */
const covers = (hosts: readonly Json[], host: string | undefined): boolean =>
  hosts.length === 0 ||
  host === undefined ||
  hosts.includes(host) ||
  hosts.includes(host.replace(/^[^.]*/, '*'))

/** Whether the listeners of Gateways that a route is attached to take HTTPS only. */
export function encryptedByGateways(route: KubeObject, world: World): Lookup<boolean> {
  const parents = listOf(dig(route.value, ['spec', 'parentRefs']))
  return all(
    parents.map(parent => {
      const name = scalarText(member(parent, 'name')) ?? ''
      const namespace = scalarText(member(parent, 'namespace')) ?? route.namespace
      const section = member(parent, 'sectionName')
      return ofGateway(world, kinds.Gateway, { namespace, name }, gateway =>
        listOf(dig(gateway.value, ['spec', 'listeners']))
          .filter(listener => section === undefined || member(listener, 'name') === section)
          .map(listener => member(listener, 'protocol') === 'HTTPS'),
      )
    }),
  )
}

/** Whether the servers of Gateways of Istio take nothing in plain text; one that redirects to HTTPS does not. */
export const encryptedByIstio = (
  route: KubeObject,
  gateways: readonly string[],
  world: World,
): Lookup<boolean> =>
  all(
    gateways
      .filter(name => name !== 'mesh')
      .map(text => {
        const [namespace, name] = text.includes('/') ? text.split('/') : [route.namespace, text]
        const place = { namespace: namespace === '.' ? route.namespace : (namespace ?? ''), name: name ?? '' }
        return ofGateway(world, kinds.IstioGateway, place, gateway =>
          listOf(dig(gateway.value, ['spec', 'servers'])).map(
            server =>
              /^(?:HTTPS|TLS)$/i.test(scalarText(dig(server, ['port', 'protocol'])) ?? '') ||
              dig(server, ['tls', 'httpsRedirect']) === true,
          ),
        )
      }),
  )

function ofGateway(
  world: World,
  kind: typeof kinds.Gateway,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  entries: (gateway: KubeObject) => readonly boolean[],
): Lookup<boolean> {
  const gateway = world.get(kind, namespace, name)
  if (gateway.state !== 'found') return unknown(`whether Gateway ${name} encrypts was not seen`)
  const why = unsettledAt(gateway.value, ['spec'])
  return why === undefined ? all(entries(gateway.value).map(found)) : unknown(why)
}

/** One that does not is enough; none is not known. */
function all(lookups: readonly Lookup<boolean>[]): Lookup<boolean> {
  const plain = lookups.some(lookup => lookup.state === 'found' && !lookup.value)
  if (plain) return found(false)
  const open = lookups.find(lookup => lookup.state === 'unknown')
  return open ?? (lookups.length > 0 ? found(true) : unknown('no Gateway was seen that it is attached to'))
}
