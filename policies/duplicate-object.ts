import { at } from '../model/kube/address.ts'

import { isSame, twinsOf } from '../model/kube/twins.ts'
import { objectRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default objectRule({
  id: 'duplicate-object',
  group: 'kubernetes',
  title: 'One object is written twice, differently',
  worst: 'warning',
  rationale: `Objects of one kind, namespace and name are one object. \`kubectl apply\` writes one after the other, in the order of the files: the last one
stays, until somebody applies the first one alone; kustomize refuses to build both. Which one is meant nobody can tell, so what it says is not
evaluated where it is asked for by name. Folders of different contexts (overlays) may have an object each.`,
  sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  evidence: {
    kind: 'docs',
    where: 'kubernetes.io, Object Names: only one object of a kind can have a name at a time',
  },
  example: () => ({
    bad: `${cluster()}---\n${cluster({ only: ['ConfigMap'], conf: 'heartbeat = 30' })}`,
    good: `${cluster()}---\n${cluster({ only: ['ConfigMap'] })}`,
  }),
  check({ object, world }, tell) {
    const twins = twinsOf(world, object)
    const [first] = twins
    if (first === undefined || first === object || isSame(first.value, object.value)) return
    tell.report({
      at: at(object, 'metadata', 'name'),
      message: `${object.kind} ${object.name} is written ${twins.length} times, and not the same each time`,
      why: 'kubectl writes one over the other: which one stays depends on the order in which they are applied',
      help: 'keep one of them, or give them different names',
      related: [{ at: at(first, 'metadata', 'name'), message: 'the first one' }],
    })
  },
})
