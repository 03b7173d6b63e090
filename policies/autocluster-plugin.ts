import { autoclusterReleases, isAutoclusterVariable, namesAutocluster } from '../facts/autocluster.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import { ifSeen } from '../model/kube/lookup.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'autocluster-plugin',
  group: 'discovery',
  title: 'The cluster rests on the autocluster plugin of RabbitMQ 3.6',
  worst: 'warning',
  single: 'info',
  when: { since: 'ever' },
  needs: [],
  rationale: `\`rabbitmq-autocluster\` joined nodes until peer discovery became a part of the server, with 3.7. It was given up then: there is no
build of it for a later release, and no later release reads its variables. 3.6 is out of support since May 2018.`,
  sources: [
    'https://github.com/rabbitmq/rabbitmq-autocluster',
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
  ],
  evidence: {
    kind: 'docs',
    where:
      'rabbitmq/rabbitmq-autocluster, README.md: superseded by the peer discovery of 3.7; release notes of 3.7.0',
  },
  example: () => ({
    bad: cluster({ env: { AUTOCLUSTER_TYPE: 'k8s' } }),
    good: cluster(),
  }),
  check({ cluster, release }, tell) {
    const sign = signOf(cluster)
    if (sign === undefined) return
    const works = autoclusterReleases.has(release)
    tell.report({
      at: sign.at,
      message: `${cluster.workload.object.name} ${sign.text}`,
      why: works
        ? 'the plugin ended with 3.6, which is out of support since 2018: no later release can be clustered by it'
        : 'the plugin ended with 3.6, the releases since do not have it: nothing here makes a cluster by it',
      help:
        works || sign.isImage
          ? 'move to a release with peer discovery of its own: cluster_formation.peer_discovery_backend = k8s'
          : isSeveral(cluster)
            ? 'take it out: the server finds its peers itself, by cluster_formation.peer_discovery_backend = k8s'
            : 'take it out: no release since then reads it',
    })
  },
})

interface Sign {
  readonly at: Address
  readonly text: string
  /** The image has the plugin. */
  readonly isImage: boolean
}

/** Variables that only the plugin reads, an image that has it, or the plugin in the list. */
function signOf({ broker, plugins }: Cluster): Sign | undefined {
  const { image, environment } = broker
  const variable = [...environment.seen].find(([name]) => isAutoclusterVariable(name))
  const isImage = image.text !== undefined && namesAutocluster(image.text)
  if (variable) {
    const [name, { at }] = variable
    return { at: itself(at), text: `sets ${name}, which only the autocluster plugin reads`, isImage }
  }
  if (isImage) return { at: image.at, text: `runs the image ${image.text}`, isImage }
  const plugin = ifSeen(plugins.named).find(({ name }) => namesAutocluster(name))
  return plugin && { at: plugin.at, text: 'switches on the autocluster plugin', isImage }
}

/** The variable, and not what it is set to. */
const itself = ({ object, path }: Address): Address => ({
  object,
  path: path.at(-1) === 'value' ? path.slice(0, -1) : path,
})
