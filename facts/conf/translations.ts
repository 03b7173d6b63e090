import type { Release } from '../release.ts'
import type { Value } from './datatypes.ts'
import { latin1Refusals } from './latin1-keys.ts'
import type { Translation } from './translation.ts'
import { authTranslations } from './translations-auth.ts'
import { coreTranslations } from './translations-core.ts'
import { loggingTranslations } from './translations-logging.ts'

/** A line of rabbitmq.conf. */
export interface Setting {
  readonly key: string
  readonly value: string
}
export interface TypedSetting extends Setting {
  readonly typed: Value
}

const translations: readonly Translation[] = [
  ...coreTranslations,
  ...loggingTranslations,
  ...authTranslations,
]

/** What each translation of the release that refuses the settings says. Of several settings of one key the last counts. */
export function translationErrors(
  release: Release,
  settings: readonly TypedSetting[],
): readonly { readonly key: string; readonly reason: string }[] {
  const conf = new Map(settings.map(({ key, typed }) => [key, typed]))
  const refusals = translations.flatMap(({ target, range, refuses }) => {
    const refusal = range.has(release) ? refuses(conf) : undefined
    return refusal ? [{ key: refusal.key, reason: `Translation for '${target}' ${refusal.message}` }] : []
  })
  return [...refusals, ...latin1Refusals(release, conf)]
}
