import type { Names } from './names.ts'

/**
 * A pod that has the disk and the name of another and runs no broker, as one line of JSON. Its own hosts file knows the host part of the
 * node's name, so that no Service has to.
 */
export function rescuePod({ pods, nodes, claims, service, rescue }: Names, pod: number): string {
  const { image, data, mountPath, subPath, hasLongNames } = rescue
  const [name = '', node = '', claim = ''] = [pods[pod], nodes[pod], claims[pod]]
  const host = node.slice(node.indexOf('@') + 1)
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: rescueName(name) },
    spec: {
      ...rescue.pod,
      hostname: name,
      ...(service === undefined ? {} : { subdomain: service }),
      ...(host === name ? {} : { hostAliases: [{ ip: '127.0.0.1', hostnames: [host] }] }),
      restartPolicy: 'Never',
      containers: [
        {
          ...rescue.container,
          name: 'rabbitmq',
          image,
          command: ['sleep', 'infinity'],
          env: [
            { name: 'RABBITMQ_NODENAME', value: node },
            ...(hasLongNames ? [{ name: 'RABBITMQ_USE_LONGNAME', value: 'true' }] : []),
            { name: 'RABBITMQ_MNESIA_BASE', value: data },
          ],
          volumeMounts: [{ name: 'data', mountPath, ...(subPath === undefined ? {} : { subPath }) }],
        },
      ],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claim } }],
    },
  })
}

export const rescueName = (pod: string): string => `${pod}-rescue`
