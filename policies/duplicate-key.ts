import { at } from '../model/kube/address.ts'
import { documentRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default documentRule({
  id: 'duplicate-key',
  group: 'kubernetes',
  title: 'A key stands twice in one map',
  worst: 'error',
  rationale: `\`kubectl apply -f\` keeps the last of two equal keys and drops the other without a word; kustomize, and with it \`kubectl apply -k\`, Flux and
Argo CD, refuse the file. Where every key of a document stands twice, the \`---\` between two objects is missing, and one of them is
never made. Nobody can tell which half is meant, so the document is not judged: what it holds counts as unknown.`,
  sources: [
    'https://yaml.org/spec/1.2.2/#mapping',
    'https://github.com/kubernetes-sigs/kustomize/issues/3480',
  ],
  evidence: {
    kind: 'source',
    where:
      'go-yaml/yaml decode.go@v3.0.1:uniqueKeys: kustomize stops at a key that is already defined; kubernetes-sigs/yaml yaml.go@v1.4.0:YAMLToJSON: kubectl lets the last one count',
  },
  log: [
    {
      by: 'command',
      pattern: /line (?<line>\d+): mapping key "(?<key>[^"]+)" already defined at line \d+$/,
      sample: '  line 12: mapping key "apiVersion" already defined at line 1',
    },
  ],
  example: () => ({ bad: bad(), good: cluster() }),
  check({ document }, tell) {
    if (document.problem !== 'duplicate-key') return
    tell.report({
      at: at(document.object),
      message: document.reason,
      why: 'kubectl keeps the last of each and drops the other without a word; kustomize refuses the file',
      help: 'keep one of them; where another object begins, write --- on a line of its own before it',
    })
  },
})

/** The cluster, and behind it two Services that nothing parts. */
const bad = (): string => `${cluster()}---
${service('rabbitmq-management', 15672)}${service('rabbitmq-metrics', 15692)}`
const service = (name: string, port: number): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: mq
spec:
  selector:
    app: rabbitmq
  ports:
    - port: ${port}
`
