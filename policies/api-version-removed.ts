import { apiRemoval, formatKubernetes, isFrom } from '../facts/kubernetes-apis.ts'
import { at } from '../model/kube/address.ts'
import { noMatches } from '../model/rule/log-lines.ts'
import { objectRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const role = (version: string) => ({
  apiVersion: `rbac.authorization.k8s.io/${version}`,
  kind: 'Role',
  metadata: { name: 'rabbitmq' },
})

export default objectRule({
  id: 'api-version-removed',
  group: 'kubernetes',
  title: 'Kubernetes no longer serves the API version of an object',
  worst: 'error',
  rationale: `Beta versions of an API go some releases after the stable one has come. From then on the API server does not know the object: \`kubectl
apply\` refuses it, and what it was to make is missing. Objects that are stored already stay, and are served under the newer version. Judged for
the newest release of Kubernetes that is known here, or for \`--kubernetes-version\`.`,
  sources: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/refused-objects.test.ts: what the API server says of an object that is refused',
  },
  log: [noMatches],
  example: () => ({
    bad: cluster({ objects: [role('v1beta1')] }),
    good: cluster({ objects: [role('v1')] }),
  }),
  check({ object, kubernetes }, tell) {
    const { apiVersion, kind, name } = object
    const removal = apiRemoval(apiVersion, kind)
    if (removal?.successor === undefined) return
    const { removedIn, successor, differs } = removal
    const release = formatKubernetes(removedIn)
    const place = at(object, 'apiVersion')
    const isGone = isFrom(kubernetes, removedIn)
    tell.report({
      at: place,
      severity: isGone ? 'error' : 'info',
      message: `${kind} ${name} is of ${apiVersion}, which Kubernetes ${isGone ? 'no longer serves' : `serves only before ${release}`}`,
      why: isGone
        ? `since Kubernetes ${release} the API server does not know it, and kubectl refuses it`
        : `from Kubernetes ${release} on the API server does not know it, and kubectl refuses it`,
      help: differs === undefined ? `write ${successor}` : `write ${successor}, where ${differs}`,
      ...(differs === undefined
        ? {
            fix: {
              title: 'use the version that is served',
              safety: 'safe',
              edits: [{ op: 'set', at: place, value: successor }],
            },
          }
        : {}),
    })
  },
})
