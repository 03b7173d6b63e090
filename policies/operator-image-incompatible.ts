import { releaseRange } from '../facts/release-range.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { rabbitmqCluster, yaml } from './sample.ts'

const image = (text: string): string => yaml(rabbitmqCluster({ image: text }, { namespace: 'mq' }))

export default clusterRule({
  id: 'operator-image-incompatible',
  group: 'image',
  title: 'The cluster operator cannot run the image',
  worst: 'error',
  when: { since: 'ever' },
  needs: [],
  rationale: `The cluster operator starts the official image: as user 999, on a file system that is read-only, with its configuration in
/etc/rabbitmq/conf.d and the list of plugins in a variable. The image of Bitnami has an entry point that writes its own configuration to
folders of its own, and releases before 3.8.4 do not read conf.d.`,
  sources: [
    'https://www.rabbitmq.com/kubernetes/operator/using-operator#images',
    'https://github.com/rabbitmq/cluster-operator/blob/v2.22.3/internal/resource/statefulset.go',
    'https://github.com/rabbitmq/rabbitmq-server/releases/tag/v3.8.4',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/cluster-operator internal/resource/statefulset.go@v2.22.3:podTemplateSpec: runAsUser 999, readOnlyRootFilesystem, mounts in conf.d; the entry point of Bitnami (librabbitmq.sh, rabbitmq_initialize) writes to /opt/bitnami',
  },
  log: {
    nothing:
      'each image ends in its own words: what an entry point prints that cannot write is not known for all',
  },
  example: () => ({ bad: image('bitnami/rabbitmq:4.1.3'), good: image('rabbitmq:4.2.6-management') }),
  check({ cluster, release }, tell) {
    const { image, workload } = cluster.broker
    if (workload.made.operator === undefined || image.text === undefined) return
    const draft = (why: string, message: string): Draft => ({
      at: image.at,
      message,
      why,
      help: 'name an official image, such as rabbitmq:X.Y.Z-management, or one that is built on it',
      stopsBoot: true,
    })
    if (image.flavour === 'bitnami')
      tell.report(
        draft(
          "it runs as user 999 on a read-only file system, and Bitnami's entry point has to write: the pods do not start",
          `${image.text} is Bitnami's image, which the operator cannot run`,
        ),
      )
    else if (image.flavour === 'operator')
      tell.report(draft('no node starts in it', `${image.text} is no RabbitMQ node`))
    else if (readsNoFolder.has(release))
      tell.report(
        draft(
          'the operator puts all configuration into conf.d, which a node this old does not read',
          `${image.text} is too old for the operator to configure`,
        ),
      )
  },
})

/** Source: the release notes of 3.8.4. */
const readsNoFolder = releaseRange('<=3.8.3')
