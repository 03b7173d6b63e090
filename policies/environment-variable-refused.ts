import { bitnamiVariables, variableUse } from '../facts/image-variables.ts'
import { mentionsWord } from '../model/broker/word-uses.ts'
import { isArray } from '../model/kube/json.ts'
import { plainText } from '../model/pods/symbolic-text.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'environment-variable-refused',
  group: 'configuration',
  title: 'The official image exits over an environment variable',
  worst: 'error',
  when: { rabbitmq: '>=3.9', releaseData: true },
  needs: [],
  rationale: `Up to 3.8 the image made a configuration file of variables such as \`RABBITMQ_VM_MEMORY_HIGH_WATERMARK\` and \`RABBITMQ_SSL_CERTFILE\`.
From 3.9 on it refuses to start while one of them is set to anything, so that nobody relies on them in vain.`,
  sources: ['https://github.com/docker-library/rabbitmq/blob/master/docker-entrypoint.sh'],
  evidence: {
    kind: 'source',
    where:
      'docker-library/rabbitmq 4.1/ubuntu/docker-entrypoint.sh@9193c1de:deprecatedEnvVars: each is an error, and the container exits with 1',
  },
  log: [
    {
      by: 'entrypoint',
      pattern: /error: (?<variable>RABBITMQ_\w+) is set but deprecated/,
      sample: 'error: RABBITMQ_VM_MEMORY_HIGH_WATERMARK is set but deprecated',
    },
    {
      by: 'entrypoint',
      pattern: /error: deprecated environment variables detected/,
      sample: 'error: deprecated environment variables detected',
    },
  ],
  example: () => ({
    bad: cluster({ env: { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '0.6' } }),
    good: cluster({ conf: 'vm_memory_high_watermark.relative = 0.6' }),
  }),
  check({ cluster: { broker, workload }, release }, tell) {
    // With a command of its own the container does not run the image's entrypoint.
    const bypassed = isArray(broker.container.value.command) && !mentionsWord(broker, 'docker-entrypoint.sh')
    if (broker.image.flavour !== 'official' || bypassed) return
    const refused = tell
      .all(broker.environment.variables)
      .filter(([name, { text }]) => plainText(text) !== '' && variableUse(name, release) === 'refused')
    for (const [name, { at }] of refused) {
      const setting = bitnamiVariables.find(variable => variable.name === name)?.setting
      tell.report({
        at,
        message: `${name} is a variable that the image of this release refuses`,
        why: "the container exits at once: 'error: deprecated environment variables detected'",
        help: helpFor(name, setting, workload.made.wording.conf),
        stopsBoot: true,
      })
    }
  },
})

function helpFor(name: string, setting: string | undefined, conf: string): string {
  if (setting !== undefined) return `remove it; the setting in ${conf} is ${setting}`
  return `remove it; ${name.replace(/_FILE$/, '')} can come from a Secret by valueFrom`
}
