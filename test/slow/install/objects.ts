import { listOf, member } from '../../../model/kube/json.ts'
import type { ControlPlane } from '../../control-plane/start.ts'

/** What an API server and its controllers write by themselves, again and again. */
const restless = ['events', 'events.events.k8s.io', 'leases.coordination.k8s.io']

/** All objects of a cluster, as `kind namespace/name`. */
export async function allObjects({ kubectl }: ControlPlane): Promise<readonly string[]> {
  const kinds = await kubectl(['api-resources', '--verbs=list', '--output=name'])
  const asked = kinds.stdout
    .split('\n')
    .filter(kind => kind !== '' && !restless.includes(kind))
    .join()
  const { code, stdout, stderr } = await kubectl(['get', asked, '--all-namespaces', '--output=json'])
  if (code !== 0) throw new Error(stderr)
  return listOf(JSON.parse(stdout).items)
    .map(object => {
      const metadata = member(object, 'metadata')
      return `${member(object, 'kind')} ${member(metadata, 'namespace') ?? ''}/${member(metadata, 'name')}`
    })
    .toSorted()
}
