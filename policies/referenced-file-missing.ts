import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'referenced-file-missing',
  group: 'configuration',
  title: 'The configuration names a file that no mount provides',
  worst: 'error',
  needs: [],
  rationale: `The node looks whether the files are there that rabbitmq.conf names (definitions, certificates, keys), and does not boot without
them. A configuration file, or a list of plugins, that a variable names and that is not there is worse: the node boots with its defaults,
alone, and says nothing. Files that the image may carry are not judged.`,
  sources: [
    'https://www.rabbitmq.com/docs/configure#config-location',
    'https://github.com/rabbitmq/rabbitmq-server/tree/main/deps/rabbit/priv/schema',
  ],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: configuration: definitions that are not there',
  },
  log: [
    {
      by: 'node',
      pattern:
        /(?<![\w.$-])(?<key>[\w.$-]+) invalid, file (?:does not|doesn't) exist or (?:cannot be|isn't) read/,
      sample: 'load_definitions invalid, file does not exist or cannot be read by the node',
    },
    {
      by: 'node',
      pattern: /PEM file does not exist, cannot be read, or does not contain valid/,
      sample:
        'PEM file does not exist, cannot be read, or does not contain valid PEM-encoded X.509 certificate or private key data',
    },
  ],
  example: () => ({
    bad: cluster({ conf: 'load_definitions = /etc/rabbitmq/definitions.json' }),
    good: cluster({ definitions: '{"users": [{"name": "app", "password_hash": "", "tags": []}]}' }),
  }),
  check({ cluster }, tell) {
    const references = tell.all(cluster.fileReferences)
    const missing = references.filter(({ file }) => file.state === 'absent')
    for (const { name, path, at, needed, sensitive } of missing) {
      tell.report({
        at,
        message: sensitive
          ? `${name} names a file that no mount provides`
          : `${name} names ${path}, which no mount provides`,
        why: needed
          ? 'the node does not boot: the file does not exist'
          : 'the node boots without it, with defaults, and says nothing',
        help: 'mount the file there, or correct the path',
        stopsBoot: needed,
      })
    }
    for (const { name, file, sensitive } of references)
      if (file.state === 'unknown')
        tell.gap(sensitive ? `whether there is what ${name} names is not known` : file.why)
  },
})
