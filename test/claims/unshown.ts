/** Modules whose texts are not for the rows of a rule to show, and why; `*` is any part of a name, `**` any folders too. */
export const elsewhere: readonly (readonly [modules: string, why: string])[] = [
  [
    'facts/conf/{datatypes,schema,translation,translations-core}.ts',
    'words of the broker: compared with real ones',
  ],
  ['facts/policy-{combinations,values}.ts', 'words of the broker: compared with real ones'],
  ['facts/{commands,command-arguments,policy-keys}.ts', 'names'],
  ['facts/topics/page.ts', 'what explain says of topics: test/facts/topics.test.ts'],
  ['facts/kubernetes-apis.ts', 'kinds that belong to no cluster'],
  ['model/formats/**/*.ts', 'where reading stopped, and names: rows of test/model/formats'],
  ['model/broker/{broker,standing}.ts', 'why the release is not known'],
  ['model/broker/{run-scripts,word-uses}.ts', 'why something is not known'],
  ['model/messaging/competing-policies.ts', 'keys of an index'],
  ['model/pods/environment.ts', 'why something is not known'],
  ['model/pods/owner.ts', 'why it is a warning at most'],
  ['model/pods/rights.ts', 'why something is not known'],
  ['model/pods/makers/charts/fields.ts', 'fields that no value sets: test/model/pods/makers/wording.test.ts'],
  [
    'model/pods/makers/charts/*-pods.ts',
    'what charts write: compared with rendered ones in test/slow/charts.test.ts',
  ],
  ['model/names/joining.ts', 'why something is not known, and names of programs'],
  ['model/pods/makers/charts/bitnami.ts', 'names of plugins'],
  ['model/rule/log-lines.ts', 'lines of the broker: test/policies asks each'],
  ['model/rule/pod-names.ts', 'what rules rest on'],
  ['model/settings/{advanced,conf-pieces,config}.ts', 'why something is not known'],
  ['model/kube/{missing,placeholders}.ts', 'why something is not known'],
]

/**
 * Texts of rules that no row shows yet. Each is a claim that nobody has seen said: the list only shrinks, and an entry that is shown fails.
 */
export const unshown: Readonly<Record<string, readonly string[]>> = {
  // Said where the API server answered 404: rows have files only, and test/engine asks it.
  'policies/topology-reference-missing.ts': ['create the RabbitmqCluster, or name one that is there'],
}
