import { getsPatches } from '../facts/release.ts'
import { tagOf } from '../model/broker/image-tag.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'image-tag-floating',
  group: 'image',
  title: 'The tag of the image stands for several releases',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  rationale: `A tag of the major release alone (\`3\`, \`4-management\`) moves on to each new minor release, one that the nodes may have to be
prepared for, and from which there is no way back. A tag without patch moves on to each patch of its minor release, which may go back too,
but comes when a pod happens to start elsewhere. Nothing is said of a minor release of which no patch comes out any more.`,
  sources: ['https://www.rabbitmq.com/docs/upgrade', 'https://hub.docker.com/_/rabbitmq'],
  evidence: {
    kind: 'docs',
    where: 'hub.docker.com/_/rabbitmq: the tags X and X.Y stand beside X.Y.Z of the newest patch',
  },
  example: () => ({
    bad: cluster({ image: 'rabbitmq:3-management' }),
    good: cluster({ image: 'rabbitmq:3.13.7-management' }),
  }),
  check({ cluster }, tell) {
    const { image } = cluster.broker
    const tag = tagOf(cluster.broker)
    if (tag === undefined || !/^v?\d/.test(tag.text) || image.hasPatch) return
    const isMajor = image.major !== undefined
    if (!isMajor && !(image.release && getsPatches(image.release))) return
    tell.report({
      at: image.at,
      severity: isMajor ? 'warning' : 'info',
      message: `the tag ${tag.text} stands for ${isMajor ? 'any minor release' : 'any patch'}`,
      why: isMajor
        ? 'a pod that starts on another machine may get a newer minor release, which does not go back'
        : 'a pod that starts on another machine may get another patch than the one before',
      help: 'name the patch too: X.Y.Z',
    })
  },
})
