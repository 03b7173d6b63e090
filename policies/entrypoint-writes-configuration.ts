import { variableUse } from '../facts/image-variables.ts'
import { mentionsWord } from '../model/broker/word-uses.ts'
import { isArray } from '../model/kube/json.ts'
import { plainText } from '../model/pods/symbolic-text.ts'
import { isReadOnlyMount } from '../model/pods/volumes.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const on = (image: string): string =>
  cluster({ image, mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' } })

export default clusterRule({
  id: 'entrypoint-writes-configuration',
  group: 'configuration',
  title: 'The image has to write a configuration file that is mounted read-only',
  worst: 'error',
  when: { rabbitmq: '<=3.7.17' },
  needs: [],
  rationale: `Images of these releases put RABBITMQ_DEFAULT_USER and their like into rabbitmq.conf when they start. On a file from a ConfigMap that fails, and the
container exits. From 3.7.18 on the entrypoint works on a copy, and from 3.9 on it writes nothing.`,
  sources: [
    'https://github.com/docker-library/rabbitmq/issues/368',
    'https://github.com/docker-library/rabbitmq/commit/4ce15fafb585ea4206041da048a6d3985b127de2',
  ],
  evidence: {
    kind: 'source',
    where:
      'docker-library/rabbitmq 3.7/ubuntu/docker-entrypoint.sh@a0a0135:rabbit_set_config: sed -i on the file under set -e; 4ce15fa of 2019-09-17 brought the copy',
  },
  log: [
    {
      by: 'entrypoint',
      pattern:
        /sed: (?:cannot rename|couldn't open temporary file) (?<file>[^\s:]+)(?: [^:]*)?: (?<reason>Device or resource busy|Read-only file system)/,
      sample: 'sed: cannot rename /etc/rabbitmq/sedRcSmSX: Device or resource busy',
    },
  ],
  example: () => ({
    bad: on('rabbitmq:3.7.17'),
    good: on('rabbitmq:3.7.18'),
  }),
  check({ cluster: { broker, workload }, release }, tell) {
    // With a command of its own the container does not run the image's entrypoint.
    const bypassed = isArray(broker.container.value.command) && !mentionsWord(broker, 'docker-entrypoint.sh')
    if (broker.image.flavour !== 'official' || bypassed) return
    const path = broker.paths.mainConf[0] ?? ''
    const mount = broker.files.mountOf(path)
    if (!mount || !isReadOnlyMount(workload, mount)) return
    const [first] = tell
      .all(broker.environment.variables)
      .filter(
        ([name, { text }]) =>
          isWritten(name) && plainText(text) !== '' && variableUse(name, release) === 'entrypoint',
      )
    if (!first) return
    const [name, { at }] = first
    tell.report({
      at,
      message: `${name} has the image write ${path}, which is mounted read-only`,
      why: 'the entrypoint cannot write it, and the container exits before the node starts',
      help: 'use 3.7.18 or later, whose images work on a copy, or say it in the file and remove the variable',
      stopsBoot: true,
      related: [{ at: mount.at, message: 'the mount' }],
    })
  },
})

/** The cookie has a file of its own, and the defaults of these count as unset. */
const isWritten = (name: string): boolean => !/COOKIE$|_VERIFY$|_FAIL_IF_NO_PEER_CERT$/.test(name)
