import { tagOf } from '../model/broker/image-tag.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'image-tag-missing',
  group: 'image',
  title: 'The tag of the image names no release',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  rationale: `Without a tag, or with one like \`latest\` or \`management\`, a pod that starts on another machine may get another major release
than the one before. RabbitMQ does not go back, and refuses to skip releases: a node then does not boot on the data of the older one, or
two releases are in one cluster.`,
  sources: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://www.rabbitmq.com/docs/upgrade#rabbitmq-version-upgradability',
  ],
  evidence: {
    kind: 'docs',
    where: 'rabbitmq.com/docs/upgrade: supported upgrade paths; kubernetes.io: latest is what no tag means',
  },
  example: () => ({
    bad: cluster({ image: 'rabbitmq:management' }),
    good: cluster({ image: 'rabbitmq:3.13.7-management' }),
  }),
  check({ cluster }, tell) {
    const { image } = cluster.broker
    const tag = tagOf(cluster.broker)
    if (tag === undefined || /\d/.test(tag.text)) return
    tell.report({
      at: image.at,
      message: tag.text === '' ? `image ${tag.name} has no tag` : `image ${tag.name} has the tag ${tag.text}`,
      why: 'any start may bring another major release: none goes back, and none skips those between',
      help: 'name the release down to its patch in the tag, X.Y.Z',
    })
  },
})
