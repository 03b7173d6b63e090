import { quoted, table } from './table.ts'

type ByVersion = ReadonlyMap<string, readonly string[]>
const HEAD = '// Written by scripts/release-data.ts from the sources of rabbitmq-server.\n'
const constant = (comment: string, name: string, lines: ByVersion): string =>
  `\n/** A line: ${comment}, releases. */\nexport const ${name} = \`${quoted(table(lines))}\`\n`

export const pluginsModule = (plugins: ByVersion): string =>
  HEAD + constant('name of a plugin, the plugins it brings along', 'plugins', plugins)

export const policyKeysModule = (keys: ByVersion, inapplicable: ByVersion): string =>
  HEAD +
  constant('key, who may set it, the plugin that brings it', 'policyKeys', keys) +
  constant(
    'key, type of the queues that no policy with that key applies to',
    'inapplicableKeys',
    inapplicable,
  )

export const deprecatedFeaturesModule = (features: ByVersion): string =>
  HEAD + constant('name, phase', 'deprecatedFeatures', features)

export const featureFlagsModule = (flags: ByVersion): string =>
  HEAD +
  constant('name, the plugin that brings it, stability, level of a required one', 'featureFlags', flags)
