import { settingsFor } from '../../cli/config/for-webhook.ts'
import { parseConfig } from '../../cli/config/parse.ts'
import type { WebhookSettings } from '../options.ts'

/**
 * What the text of a config file says, which is in the variable `WARRENER_CONFIG`.
 * @throws Error, in words for the user, with all that is wrong with it
 */
export function settingsIn(text: string, ruleIds: readonly string[]): WebhookSettings {
  const name = 'WARRENER_CONFIG'
  const parsed = parseConfig(name, text, ruleIds)
  if ('config' in parsed) return settingsFor(parsed.config)
  const lines = parsed.problems.map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`)
  throw new Error(lines.join('\n'))
}
