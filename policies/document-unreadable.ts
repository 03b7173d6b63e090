import { at } from '../model/kube/address.ts'
import { type DocumentProblem, documentRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default documentRule({
  id: 'document-unreadable',
  group: 'kubernetes',
  title: 'A document cannot be read, or a kustomization not be built',
  worst: 'error',
  rationale: `kubectl refuses a document that does not parse, and kustomize a kustomization of which something is missing: what they were to make is
not there. A file that is not UTF-8 text, or that the system does not give, is not judged. The other documents of the file, and the
other files, are read all the same; what is hidden counts as unknown.`,
  sources: [
    'https://yaml.org/spec/1.2.2/',
    'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_apply/',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go@v1.32.0:YAMLToJSONDecoder: what is no YAML is an error, and kubectl stops',
  },
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
    if (document.problem === 'duplicate-key') return
    const isOther = document.problem === 'syntax' && isOtherText(document.file)
    const { message, why, help } = isOther ? other : texts[document.problem]
    tell.report({ at: at(document.object), message: message(document.reason), why, help })
  },
})

/** Whether the name says that it is something else than a manifest: a page, a script, a log. */
const isOtherText = (file: string): boolean => /\.(?!ya?ml$|json$)[a-z0-9]+$/i.test(file)

interface Texts {
  readonly message: (reason: string) => string
  readonly why: string
  readonly help: string
}
const texts: Readonly<Record<Exclude<DocumentProblem, 'duplicate-key'>, Texts>> = {
  syntax: {
    message: reason => `cannot be read: ${reason}`,
    why: 'kubectl and Helm refuse it, and what it was to make is missing',
    help: 'correct the text; the position is where reading stopped',
  },
  kustomization: {
    message: reason => reason,
    why: 'kustomize build and kubectl apply -k stop here, and nothing of it is applied',
    help: 'correct the kustomization, or add what it lacks',
  },
  encoding: {
    message: reason => reason,
    why: 'what it holds was not judged, and what seems to be missing may be here',
    help: 'save it as UTF-8',
  },
  access: {
    message: reason => reason,
    why: 'what it holds was not judged, and what seems to be missing may be here',
    help: 'make it a file that this user may read, or leave it out with .warrenerignore',
  },
}
/** Such a file is read where it was named. */
const other: Texts = {
  message: reason => `is no manifest: ${reason}`,
  why: 'it was named as a manifest, and nothing in it can be judged',
  help: 'leave it out; if it is one, correct it where reading stopped',
}
