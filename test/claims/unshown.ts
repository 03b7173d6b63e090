/** Modules whose texts are not for the rows of a rule to show, and why; `*` is any part of a name, `**` any folders too. */
export const elsewhere: readonly (readonly [modules: string, why: string])[] = [
  [
    'facts/conf/{datatypes,latin1-keys,schema,translation*,validators}.ts',
    'words of the broker: compared with real ones',
  ],
  ['facts/policy-{combinations,values}.ts', 'words of the broker: compared with real ones'],
  ['facts/{commands,information-units,kubernetes-apis,policy-keys}.ts', 'names'],
  ['facts/seen-builds.ts', 'docs/releases.md: no finding prints them'],
  ['model/formats/**/*.ts', 'where reading stopped, and names: rows of test/model/formats'],
  [
    'source/**/*.ts',
    'where reading stopped, and why something is not known or not fixed: rows of test/source',
  ],
  [
    '{engine,lint}/*.ts',
    'why something is not known, not fixed or not printed at all: rows of test/engine and test/lint',
  ],
  ['model/broker/{broker,broker-image}.ts', 'why the release is not known'],
  ['{model/broker/bitnami-conf,model/kube/placeholders}.ts', 'why something is not known'],
  ['model/rule/log-lines.ts', 'lines of the broker: test/policies asks each'],
  ['model/pods/{environment,init-copies,start-copies}.ts', 'why something is not known'],
  ['model/{kube/placeholders,pods/owner}.ts', 'why something is not known: rows of test/lint'],
  ['model/pods/makers/{chart-values,operator-files}.ts', 'why something is not known'],
  ['model/messaging/competing-policies.ts', 'keys of an index'],
  ['model/settings/{advanced,conf-pieces,config,plugins}.ts', 'why something is not known'],
]

/**
 * Texts of rules that no row shows yet. Each is a claim that nobody has seen said: the list only shrinks, and an entry that is shown fails.
 */
export const unshown: Readonly<Record<string, readonly string[]>> = {
  // Said where the API server answered 404: rows have files only, and test/engine asks it.
  'policies/topology-reference-missing.ts': ['create the RabbitmqCluster, or name one that is there'],
}
