import type { Release } from '../../facts/release.ts'
import type { Broker } from '../broker/broker.ts'
import type { RunScript } from '../broker/run-scripts.ts'
import { within } from '../kube/address.ts'
import { isObject, isString, member } from '../kube/json.ts'
import { eachOf, ifSeen, type Seen, someOf, together } from '../kube/lookup.ts'
import { onceEach, sameLists } from '../kube/once-each.ts'
import type { Config } from '../settings/config.ts'
import { confPolicies } from './conf-policies.ts'
import { type Definitions, definitionItems } from './definitions.ts'
import { type Policy, policyFrom } from './policy.ts'
import { commandPolicies } from './policy-commands.ts'
import { policiesFor } from './topology.ts'

/** Where a cluster gets its policies from, resources of the topology operator apart. */
export interface PolicyCarriers {
  readonly definitions: Seen<Definitions>
  readonly scripts: Seen<RunScript>
  readonly config: Config
  readonly release: Release
}

/**
 * The policies of one cluster, from every carrier: definitions imported at boot, rabbitmq.conf, resources, commands in hooks
 * and Jobs.
 */
export function policiesOf(
  broker: Broker,
  { definitions, scripts, config, release }: PolicyCarriers,
): Seen<Policy> {
  const imported = eachOf(definitions, file => [...policiesIn(file), ...operatorPoliciesIn(file)])
  const all = together(imported, someOf(confPolicies(config, release), undefined), policiesFor(broker), {
    ...scripts,
    items: commandPoliciesOf(ifSeen(scripts)),
  })
  return { ...all, items: shared(broker, ifSeen(all)) }
}

/** Stands that make the same policies of what is written have one list of them: what is worked out of it, is once. */
const shared = sameLists<Broker, Policy>()
const commandPoliciesOf = onceEach(commandPolicies)

const policiesIn = onceEach((file: Definitions): readonly Policy[] =>
  definitionItems(file, 'policies').flatMap(({ value, at }) =>
    isObject(value) ? [{ ...policyFrom(value, at, 'definitions'), importedBy: file.importedBy }] : [],
  ),
)

/** Definitions carry operator policies as parameters: name and virtual host stand beside the value. */
const operatorPoliciesIn = onceEach((file: Definitions): readonly Policy[] =>
  definitionItems(file, 'parameters').flatMap(({ value: parameter, at }) => {
    const value = member(parameter, 'value')
    if (member(parameter, 'component') !== 'operator_policy' || !isObject(value)) return []
    const [name, vhost] = [member(parameter, 'name'), member(parameter, 'vhost')]
    return [
      {
        ...policyFrom(value, within(at, 'value'), 'definitions', true),
        name: isString(name) ? name : '',
        vhost: isString(vhost) ? vhost : '/',
        importedBy: file.importedBy,
      },
    ]
  }),
)
