import type { Broker } from './broker.ts'
import type { Cluster } from './cluster.ts'
import { definitionItems } from './definitions.ts'
import { isObject } from './json.ts'
import type { Seen } from './lookup.ts'
import { type Policy, policyFrom } from './policy.ts'
import { commandPolicies } from './policy-commands.ts'
import { policiesFor } from './policy-resources.ts'

/** The policies of one cluster, from every carrier: definitions imported at boot, resources, commands in hooks and Jobs. */
export function policiesOf(
  broker: Broker,
  { definitions, scripts }: Pick<Cluster, 'definitions' | 'scripts'>,
): Seen<Policy> {
  const imported = definitions.items.flatMap(file =>
    definitionItems(file, 'policies').flatMap(({ value, at }) =>
      isObject(value) ? [policyFrom(value, at, 'definitions')] : [],
    ),
  )
  return { ...definitions, items: [...imported, ...policiesFor(broker), ...commandPolicies(scripts)] }
}
