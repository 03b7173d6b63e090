import { exchangePlugin, meantExchangeType } from '../../facts/exchange-types.ts'
import type { Release } from '../../facts/release.ts'
import { within } from '../kube/address.ts'
import { isString, member } from '../kube/json.ts'
import type { Lookup } from '../kube/lookup.ts'
import type { DefinitionProblem } from './definition-problem.ts'
import { isOpenName } from './definition-references.ts'
import { type Definitions, definitionItems } from './definitions.ts'

/** Which plugins are on. */
export interface Enabled {
  isEnabled(name: string): Lookup<true>
}

/**
 * Exchanges of types that this node does not know. Source: rabbit_definitions.erl@v4.3.5, add_exchange_int/3, which passes over those
 * that every virtual host has; rabbit_exchange.erl@v4.3.5, check_type/1.
 */
export function typeProblems(
  file: Definitions,
  plugins: Enabled,
  release: Release,
): readonly DefinitionProblem[] {
  return definitionItems(file, 'exchanges').flatMap(({ value, at }): readonly DefinitionProblem[] => {
    const [name, type] = [member(value, 'name'), member(value, 'type')]
    if (!isString(type) || isOpenName(file, type) || name === '' || String(name).startsWith('amq.')) return []
    const problem = { in: file, at: within(at, 'type'), effect: 'refused', subject: type } as const
    const meant = meantExchangeType(type)
    if (meant !== undefined)
      return [
        {
          ...problem,
          message: `has an exchange of type ${type}, which the broker does not know`,
          help: `did you mean ${meant}?`,
        },
      ]
    const plugin = exchangePlugin(type, release)
    if (plugin === undefined || plugins.isEnabled(plugin).state !== 'absent') return []
    return [
      {
        ...problem,
        message: `has an exchange of type ${type}, whose plugin is off`,
        help: `enable ${plugin}`,
      },
    ]
  })
}
