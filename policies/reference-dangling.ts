import { isFilledIn, whyFilledIn } from '../model/kube/placeholders.ts'
import { waitsFor } from '../model/pods/container.ts'
import { type Reference, referencesOf } from '../model/pods/references.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

/** A vault or a person makes them: that they are not among the files tells nobody anything. */
const usuallyElsewhere: ReadonlySet<string> = new Set(['Secret', 'ServiceAccount'])
/** What every namespace has. */
const builtIn: ReadonlySet<string> = new Set(['kube-root-ca.crt'])

export default clusterRule({
  id: 'reference-dangling',
  group: 'kubernetes',
  title: 'The pods name an object that is not there',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  rationale: `A pod waits for the ConfigMaps and claims that its volumes and variables name, unless they are optional: its containers are not
started. Secrets and ServiceAccounts are usually made elsewhere, and none of them is missed. What else is made elsewhere is declared under \`externalResources\` in the config file.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
  ],
  evidence: { kind: 'docs', where: 'kubernetes.io, ConfigMaps: the pod does not start until it is there' },
  example: () => ({
    bad: cluster({ pod: { volumes: [{ name: 'config', configMap: { name: 'rabbitmq-config' } }] } }),
    good: cluster(),
  }),
  check({ cluster: { workload, broker } }, tell) {
    if (workload.made.unseen !== undefined) return
    for (const reference of firstOfEach(referencesOf(workload))) {
      const { kind, name, isNeeded, generated } = reference
      if (!isNeeded || generated || builtIn.has(name)) continue
      if (isFilledIn(name, reference.at.object)) {
        tell.gap(whyFilledIn(`the name of a ${kind.kind}`))
        continue
      }
      const seen = broker.world.get(kind, workload.namespace, name)
      if (seen.state === 'found') continue
      if (seen.state === 'unknown') {
        if (!usuallyElsewhere.has(kind.kind)) tell.gap(seen.why)
        continue
      }
      tell.know(seen)
      const { container } = reference
      const isForBroker =
        container === undefined || container === broker.container || waitsFor(broker.container, container)
      tell.report({
        at: reference.at,
        severity: isForBroker ? 'warning' : 'info',
        message: `${kind.kind} ${name}, which the pods of ${workload.object.name} name, was not found`,
        why: isForBroker
          ? 'the broker is not started before it is there'
          : `container ${container.name} is not started before it is there, and the pods are not ready`,
        help: 'add it, or declare it under externalResources in the config file',
      })
    }
  },
})

/** The first place where each object is named. */
const firstOfEach = (references: readonly Reference[]): readonly Reference[] =>
  [
    ...new Map(
      references.toReversed().map(reference => [`${reference.kind.kind}/${reference.name}`, reference]),
    ).values(),
  ].toReversed()
