import type { Repository } from './git.ts'

/**
 * What the Erlang sources of a release say of policies, deprecated features and feature flags: one line an entry,
 * columns as the modules under facts/data/ explain.
 */
export function policyKeys(source: Repository, version: string): string[] {
  const lines = new Set<string>()
  for (const [path, text] of source.filesWith(version, 'policy_validator')) {
    for (const [, operator, key] of uncommented(text).matchAll(
      /(?<!\w)(operator_)?policy_validator,\s*<<"([^"]+)">>/g,
    ))
      lines.add(`${key}\t${operator === undefined ? 'user' : 'operator'}\t${plugin(path)}`)
  }
  return [...lines]
}

/** Keys that keep a policy from applying to queues of a type at all. Up to 3.8.12 the sources name those that do not. */
export function inapplicableKeys(source: Repository, version: string): string[] {
  const all = new Set(
    policyKeys(source, version).flatMap(line => (line.includes('\tuser\t') ? line.split('\t')[0] : [])),
  )
  const lines: string[] = []
  for (const [path, text] of source.files(
    version,
    /^deps\/rabbit\/src\/rabbit_(classic|quorum|stream)_queue\.erl$/,
  )) {
    const [, type] = /rabbit_(\w+)_queue\.erl$/.exec(path) ?? []
    const code = uncommented(text)
    const refused = keysIn(/(?:unsupported_policies\s*=>|NotApplicable\s*=)\s*\[([\s\S]*?)\]/, code)
    const taken = keysIn(/(?:\bApplicable\s*=|[{\s]policies\s*=>)\s*\[([\s\S]*?)\]/, code)
    const keys = refused ?? (taken ? [...all].filter(key => key !== undefined && !taken.includes(key)) : [])
    for (const key of keys) lines.push(`${key}\t${type}`)
  }
  return lines
}
function keysIn(list: RegExp, code: string): string[] | undefined {
  const [, inside] = list.exec(code) ?? []
  return inside === undefined ? undefined : [...inside.matchAll(/<<"([^"]+)">>/g)].map(([, key = '']) => key)
}

export function deprecatedFeatures(source: Repository, version: string): string[] {
  const attribute = /-rabbit_deprecated_feature\(\s*\{(\w+),\s*#\{\s*deprecation_phase\s*=>\s*(\w+)/g
  return [...source.filesWith(version, 'rabbit_deprecated_feature(')].flatMap(([, text]) =>
    [...uncommented(text).matchAll(attribute)].map(([, name, phase]) => `${name}\t${phase}`),
  )
}

/** Flags with their stability; of required ones whether a node may still be started without (`soft`). */
export function featureFlags(source: Repository, version: string): string[] {
  const lines: string[] = []
  for (const [path, text] of source.filesWith(version, 'rabbit_feature_flag(')) {
    for (const [, name = '', properties = ''] of uncommented(text).matchAll(
      /-rabbit_feature_flag\(\s*\{'?(\??[\w.]+)'?,\s*#\{([\s\S]*?)\}\s*\}\s*\)\./g,
    )) {
      const [, stability = 'stable'] = /stability\s*=>\s*(\w+)/.exec(properties) ?? []
      const [, level = ''] = /require_level\s*=>\s*(\w+)/.exec(properties) ?? []
      lines.push([named(name, path), plugin(path), stability, level].join('\t'))
    }
  }
  return lines
}

/** Names that the sources spell as a macro. Source: rabbit_mqtt.hrl@v4.3.5. */
const macros = new Map([['?QUEUE_TYPE_QOS_0', 'rabbit_mqtt_qos0_queue']])
/** Throws on a macro that nobody has described here. */
function named(name: string, path: string): string {
  if (!name.startsWith('?')) return name
  const known = name === '?MODULE' ? /([^/]+)\.erl$/.exec(path)?.[1] : macros.get(name)
  if (known === undefined) throw new Error(`${path} names a feature flag by the macro ${name}`)
  return known
}

/** The plugins of the distribution and the plugins they need, each with those it brings along. */
export function plugins(source: Repository, version: string): string[] {
  const files = source.files(version, /^plugins\.mk$|^deps\/rabbitmq_\w+\/Makefile$/)
  const names = new Set(words(/PLUGINS\s*:=((?:.*\\\n)*.*)/.exec(files.get('plugins.mk') ?? '')?.[1]))
  const needs = (name: string): string[] =>
    dependencies(files, name).filter(
      other => names.has(other) || dependencies(files, other).includes('rabbit'),
    )
  for (const name of names)
    for (const needed of needs(name)) if (needed.startsWith('rabbitmq_')) names.add(needed)
  return [...names].map(name => `${name}\t${needs(name).sort().join(',')}`)
}

/** What an application needs; a library that plugins share does not need `rabbit`, and is no plugin. */
const dependencies = (files: ReadonlyMap<string, string>, name: string): string[] =>
  words(/^DEPS\s*\+?=((?:.*\\\n)*.*)/m.exec(files.get(`deps/${name}/Makefile`) ?? '')?.[1])

const words = (text = ''): string[] => text.split(/[\s\\]+/).filter(word => word !== '')
/** Empty for what is part of the server itself. */
const plugin = (path: string): string => /^deps\/(rabbitmq_\w+)\//.exec(path)?.[1] ?? ''
const uncommented = (text: string): string => text.replace(/^\s*%.*$/gm, '')
