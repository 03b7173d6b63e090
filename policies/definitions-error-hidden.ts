import { definitionProblems } from '../model/messaging/definition-problems.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

export default clusterRule({
  id: 'definitions-error-hidden',
  group: 'promotion',
  title: 'A failed import of definitions is not tried again',
  worst: 'error',
  single: 'same',
  when: { rabbitmq: '>=3.10' },
  needs: [],
  rationale: `With \`definitions.skip_if_unchanged = true\` a node remembers the hash of what it imported and skips the import while that does not
change. An import that failed, or was half done, then stays as it is until the file changes.`,
  sources: ['https://www.rabbitmq.com/docs/definitions#import-on-boot-skip-if-unchanged'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_definitions_hashing.erl@v3.13.7:store_global_hash: it is stored before the result is known',
  },
  log: { nothing: 'the import ends without a line at level error, and is not tried again' },
  example: () => ({
    bad: cluster({
      conf: 'definitions.skip_if_unchanged = true',
      definitions: policyFile('{"max-length": 10}'),
    }),
    good: cluster({ definitions: policyFile('{"max-length": 10}') }),
  }),
  check({ cluster, release }, tell) {
    const setting = tell.know(cluster.config.effective('definitions.skip_if_unchanged'))
    const [first] = tell.all(cluster.definitions)
    if (setting?.value !== 'true' || !first) return
    const isRefused = definitionProblems(cluster.definitions, cluster.plugins, release).some(
      ({ effect }) => effect === 'refused',
    )
    tell.report({
      at: setting.at,
      severity: isRefused ? 'error' : 'info',
      message: 'definitions.skip_if_unchanged is on',
      why: isRefused
        ? `the import of ${first.file.path} fails, the node boots without what it says, and does not try again`
        : `an import of ${first.file.path} that fails is not tried again until the file changes`,
      help: 'check the log of the first node after each change, or leave the key out: imports are idempotent',
    })
  },
})
