import { isFrom } from '../facts/kubernetes-apis.ts'
import { typesRelease } from '../facts/kubernetes-types.ts'
import { at, keyOf } from '../model/kube/address.ts'
import type { KubeObject } from '../model/kube/object.ts'
import type { Step } from '../model/kube/step.ts'
import { type Meant, meantBy } from '../model/misfits.ts'
import { homeOf, nearField } from '../model/object-fields.ts'
import { type ObjectProblem, problemsOf } from '../model/object-problems.ts'
import { noMatches } from '../model/rule/log-lines.ts'
import { type Draft, objectRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const port = (nodePort: number) => ({
  kind: 'Service',
  metadata: { name: 'rabbitmq-client' },
  spec: { type: 'NodePort', ports: [{ name: 'amqp', nodePort }] },
})

export default objectRule({
  id: 'manifest-invalid',
  group: 'kubernetes',
  title: 'The API server does not take an object as it is written',
  worst: 'error',
  rationale: `An object of the wrong type, without a field that it needs, or with a value that its field does not allow is refused: what it was to
make is missing. A field that its kind does not have is refused by \`kubectl\` as well, which asks for strict validation; whoever applies it
otherwise (a GitOps controller, an old \`kubectl\`) has it dropped without a word. Compared are the objects of a cluster, with the types of
the newest known Kubernetes and of the operators.`,
  sources: [
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    'https://kubernetes.io/docs/reference/kubernetes-api/',
  ],
  evidence: {
    kind: 'observed',
    where: 'test/slow/refused-objects.test.ts: what the API server says of an object that is refused',
  },
  log: [
    noMatches,
    {
      by: 'command',
      pattern: /(?<reason>Object 'Kind' is missing|(?:apiVersion|kind) not set)/,
      sample:
        'error: error validating "rabbitmq.yaml": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false',
    },
    {
      by: 'api-server',
      pattern: /^The (?<name>\w+ "[^"]*") is invalid: (?<key>[\w.[\]-]+): (?<reason>.+)/,
      sample:
        'The Service "rabbitmq" is invalid: spec.ports[0].nodePort: Invalid value: 15672: provided port is not in the valid range. The range of valid ports is 30000-32767',
    },
    {
      by: 'api-server',
      pattern: /^\* (?<key>[\w.[\]-]+): (?<reason>(?:Invalid|Required|Unsupported) value.*)/,
      sample: '* spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive',
    },
    {
      by: 'api-server',
      pattern: /strict decoding error: (?<reason>unknown field "(?<key>[^"]+)")/,
      sample:
        'Error from server (BadRequest): error when creating "rabbitmq.yaml": Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec.selectr"',
    },
    {
      by: 'api-server',
      pattern: /json: (?<reason>cannot unmarshal .+ into Go struct field (?<key>\S+) .+)/,
      sample:
        'Error from server (BadRequest): error when creating "rabbitmq.yaml": ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
    },
    {
      by: 'api-server',
      pattern:
        /cannot be handled as a (?<name>\w+): (?<reason>illegal base64 data at input byte \d+|quantities must match .+)/,
      sample:
        'Error from server (BadRequest): error when creating "rabbitmq.yaml": Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 0',
    },
  ],
  example: () => ({
    bad: cluster({ objects: [port(5672)] }),
    good: cluster({ objects: [port(30672)] }),
  }),
  check({ object, kubernetes }, tell) {
    const meant = meantBy(object)
    if (meant) {
      tell.report(ofNoKind(object, meant))
      return
    }
    for (const problem of problemsOf(object)) {
      // What a newer Kubernetes has is not known.
      if (problem.is === 'unknown' && !isFrom(typesRelease, kubernetes)) continue
      tell.report({
        at: problem.is === 'unknown' ? keyOf(at(object, ...problem.path)) : at(object, ...problem.path),
        subject: problem.is,
        ...textsOf(object, problem),
      })
    }
  },
})

function ofNoKind(object: KubeObject, meant: Meant): Draft {
  const isKind = meant.kind !== object.kind || object.kind === ''
  const place = at(object, isKind ? 'kind' : 'apiVersion')
  const help = isKind
    ? meant.kind === ''
      ? 'write what kind it is'
      : `write kind: ${meant.kind}`
    : `write apiVersion: ${meant.apiVersion}`
  if (object.kind === '' || object.apiVersion === '')
    return {
      at: place,
      subject: 'missing',
      message: `the object ${object.name} has no ${isKind ? 'kind' : 'apiVersion'}`,
      why: 'kubectl refuses it: nothing tells what it is to be',
      help,
    }
  return {
    at: place,
    message: `${object.apiVersion} has no kind ${object.kind}`,
    why: 'kubectl finds no such kind and refuses the object',
    help,
  }
}

type Texts = Pick<Draft, 'message' | 'why' | 'help' | 'severity'>

const refused = 'the API server refuses the object'

function textsOf(object: KubeObject, problem: ObjectProblem): Texts {
  const place = pathText(problem.path)
  const label = `${object.kind} ${object.name}`
  switch (problem.is) {
    case 'unknown':
      return unknownField(problem, label)
    case 'missing':
      return { message: `${label} has no ${place}`, why: refused, help: `write ${place}` }
    case 'mistyped':
      return {
        message: `${place} of ${label} is ${problem.found}, and has to be ${problem.wanted}`,
        why: refused,
        help: problem.wanted === 'text' ? 'put the value into quotes' : `write ${problem.wanted}`,
      }
    case 'no-option':
      return {
        message: `${place} of ${label} is ${problem.value}, which is no choice`,
        why: refused,
        help: `write one of ${problem.options.filter(option => option !== '').join(', ')}`,
      }
    case 'no-quantity':
      return {
        message: `${place} of ${label} is ${problem.value}, which is no quantity`,
        why: refused,
        help: `write a number with Ki, Mi, Gi, Ti or k, M, G, T behind it, or nothing${quantityMeant(problem.value)}`,
      }
    case 'no-base64':
      return {
        message: `${place} of ${label} is not base64`,
        why: refused,
        help: 'encode the value, or write it as it is under stringData',
      }
    case 'no-text':
      return {
        severity: 'warning',
        message: `${place} of ${label} is base64 of bytes that are no text`,
        why: 'the value was never encoded, as it seems: whoever takes it from there gets something else',
        help: 'encode the value, or write it as it is under stringData',
      }
    case 'out-of-range': {
      const { low, high, isDefault } = problem.range
      return {
        message: `${place} of ${label} is ${problem.value}, outside of ${low}-${high}`,
        why: isDefault ? `${refused}, unless it was started with another range` : refused,
        help: `write a number from ${low} to ${high}${isDefault ? ', or leave it out' : ''}`,
      }
    }
    case 'no-name':
      return {
        message: `${label} has a name that the API server does not take`,
        why: refused,
        help: `use lower-case letters, digits and hyphens${object.kind === 'Service' ? '' : ', in parts between dots'}`,
      }
  }
}

const quantityMeant = (value: string): string => {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([KMGT])(?:i?[bB]|[iI])$/i.exec(value) ?? []
  return number === undefined || unit === undefined ? '' : `: ${number}${unit.toUpperCase()}i`
}

function unknownField(problem: ObjectProblem & { is: 'unknown' }, label: string): Texts {
  const near = nearField(problem.type, problem.field)
  const home = near === undefined ? homeOf(problem.type, problem.field) : undefined
  const around = pathText(problem.path.slice(0, -1))
  const within = around === '' ? '' : `${around}.`
  return {
    severity: 'warning',
    message: `${label} has ${pathText(problem.path)}, and its kind has no such field`,
    why: 'kubectl refuses the object; whoever applies it without strict validation has the field dropped without a word',
    help:
      near !== undefined
        ? `write ${within}${near}`
        : home !== undefined
          ? `write it as ${within}${home}`
          : 'take it out',
  }
}

const pathText = (path: readonly Step[]): string =>
  path
    .map((step, index) =>
      typeof step === 'number'
        ? `[${step}]`
        : typeof step === 'string'
          ? `${index === 0 ? '' : '.'}${step}`
          : 'name' in step
            ? `[${step.name}]`
            : '',
    )
    .join('')
