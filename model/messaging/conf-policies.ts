import { confSchema } from '../../facts/conf/index.ts'
import type { Release } from '../../facts/release.ts'
import type { Located } from '../kube/address.ts'
import type { Json } from '../kube/json.ts'
import { ifSeen } from '../kube/lookup.ts'
import type { Config, Setting } from '../settings/config.ts'
import type { Policy } from './policy.ts'

/*
 * Operator policies that rabbitmq.conf has made in each new virtual host.
 * Source: rabbit.schema and rabbit_db_vhost_defaults.erl, v3.11.6 to v4.3.5.
 */

const form = /^default_policies\.operator\.((?:\\.|[^.\\])+)\.(.+)$/

/** The operator policies of `default_policies.operator.*`, as far as the release knows their keys. */
export function confPolicies(config: Config, release: Release): readonly Policy[] {
  const schema = confSchema(release)
  const settings = ifSeen(config.matching('default_policies.operator.')).flatMap(setting => {
    const [, id, field] = form.exec(setting.key) ?? []
    if (id === undefined || field === undefined || schema.find(setting.key) === undefined) return []
    return [{ id, field, setting }]
  })
  return [...Map.groupBy(settings, ({ id }) => id)].flatMap(([id, lines]) => {
    const fields = new Map(lines.map(({ field, setting }) => [field, setting]))
    const policy = policyOf(id, fields)
    return policy ? [policy] : []
  })
}

/** What is no setting of the policy, but says where it applies. */
const scopes: ReadonlySet<string> = new Set(['vhost_pattern', 'queue_pattern', 'apply_to'])

function policyOf(id: string, fields: ReadonlyMap<string, Setting>): Policy | undefined {
  const pattern = fields.get('queue_pattern')
  const first = pattern ?? [...fields.values()][0]
  if (first === undefined) return undefined
  return {
    carrier: 'configuration',
    operator: true,
    at: first.at,
    definitionAt: first.at,
    name: id.replaceAll(/\\(.)/g, '$1'),
    vhost: fields.get('vhost_pattern')?.value ?? '/',
    pattern: pattern?.value,
    applyTo: fields.get('apply_to')?.value ?? 'all',
    priority: 0,
    keys: new Map([...fields].filter(([field]) => !scopes.has(field)).flatMap(settingOf)),
    raw: undefined,
    written: undefined,
  }
}

/**
 * `classic_queues.ha_mode` -> `ha-mode`. Amounts with a unit (`1d`, `1GB`) are left out: the schema makes numbers of them
 * and judges them.
 */
function settingOf([field, { value, at, sensitive }]: readonly [string, Setting]): readonly [
  string,
  Located<Json>,
][] {
  const isNumber = /^\d{1,15}$/.test(value)
  if (!isNumber && !field.startsWith('classic_queues.')) return []
  const key = field.replace(/^classic_queues\./, '').replaceAll('_', '-')
  return [[key, { value: isNumber ? Number(value) : value, at, ...(sensitive ? { sensitive } : {}) }]]
}
