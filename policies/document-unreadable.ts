import { at } from '../model/kube/address.ts'
import { documentRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default documentRule({
  id: 'document-unreadable',
  group: 'kubernetes',
  title: 'A document cannot be read as YAML or JSON',
  worst: 'error',
  rationale: `kubectl refuses a document that does not parse, and whatever it was to make is missing. The other documents of the file, and
the other files, are read all the same; what the broken one may hold counts as unknown.`,
  sources: [
    'https://yaml.org/spec/1.2.2/',
    'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_apply/',
  ],
  evidence: { kind: 'observed', where: 'kubectl: error converting YAML to JSON' },
  log: [
    {
      by: 'command',
      pattern:
        /error parsing (?<file>[^:]+): error converting YAML to JSON: yaml: (?:line (?<line>\d+): )?(?<reason>.+)$/,
      sample:
        'error: error parsing rabbitmq.yaml: error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this context',
    },
  ],
  example: () => ({
    bad: `${cluster()}---
apiVersion: v1
kind: Service
metadata:
  name: rabbitmq-management
  namespace: mq
spec:
  ports:
    - name: management
	  port: 15672
`,
    good: cluster(),
  }),
  check({ document }, tell) {
    tell.report({
      at: at(document.object),
      message: `cannot be read: ${document.reason}`,
      why: 'kubectl refuses it, and what it was to make is missing',
      help: 'correct the text; the position is where reading stopped',
    })
  },
})
