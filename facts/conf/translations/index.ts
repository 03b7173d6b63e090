import type { Release } from '../../release.ts'
import type { Value } from '../datatypes.ts'
import { access } from './access.ts'
import { cluster } from './cluster.ts'
import { logging } from './logging.ts'
import { numbers } from './numbers.ts'
import { refusalText, typedConf } from './translation.ts'

const translations = [...cluster, ...access, ...logging, ...numbers]

/** What each translation of the release says that refuses the settings, and the key it lies at. */
export function translationErrors(
  release: Release,
  settings: ReadonlyMap<string, Value>,
): readonly { readonly key: string; readonly reason: string }[] {
  const conf = typedConf(settings)
  return translations.flatMap(({ key, target, range, refuses }) => {
    const refusal = range.has(release) ? refuses(conf) : undefined
    return refusal ? [{ key: refusal.key ?? key, reason: refusalText(target, refusal) }] : []
  })
}
