import { atomText } from './erlang-text.ts'
import { readPlugins } from './plugins.ts'

/**
 * A broken enabled_plugins file as the one list that was clearly meant; undefined where it is not clear. Comments go.
 */
export function mendedPlugins(text: string): string | undefined {
  const bare = text.trimEnd()
  const candidates = [`${bare}.${text.slice(bare.length)}`, rewritten(text)]
  return candidates.find(candidate => candidate !== undefined && isGood(candidate))
}

const isGood = (text: string): boolean => {
  const { names, problems } = readPlugins(text)
  return problems.length === 0 && names.length > 0
}

/** Only names that look like plugins, and the marks that lists are written with in one format or another. */
function rewritten(text: string): string | undefined {
  const bare = text.replace(/(?:^|(?<=[\s,\]]))[%#].*$/gm, '')
  if (!/^[\w\s[\]{},."'-]*$/.test(bare)) return undefined
  const words = bare.split(/[\s[\]{},."']+/).filter(word => word !== '' && word !== '-')
  const names = words.map(word => word.replace(/^-/, '').replaceAll('-', '_').toLowerCase())
  if (names.length === 0 || !names.every(name => /^rabbitmq_[a-z0-9_]+$/.test(name))) return undefined
  return `[${[...new Set(names)].map(atomText).join(',')}].\n`
}
