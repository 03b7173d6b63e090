import type { JsonObject } from '../../../../model/kube/json.ts'
import { showText } from '../../../../model/pods/symbolic-text.ts'
import { merge } from '../../../../policies/sample/merge.ts'
import { helmRelease, yaml } from '../../../../policies/sample.ts'
import { clusterIn } from '../../cluster-of.ts'

/** The cluster that a chart makes of its values as release `mq` in namespace `mq`. */
export const madeBy = (repository: string, version: string, values: JsonObject) =>
  clusterIn(
    yaml(
      merge(helmRelease(repository, version, values), {
        metadata: { name: 'mq' },
        spec: { releaseName: 'mq' },
      }),
    ),
  )
export type Made = ReturnType<typeof madeBy>

/** What settings come to, or why nothing is known of them. */
export const states = ({ config }: Made, ...keys: readonly string[]): readonly string[] =>
  keys.map(key => {
    const setting = config.effective(key)
    return setting.state === 'found' ? setting.value.value : setting.state
  })

/** The variables of the node, as text. */
export const variables = ({ broker }: Made): Readonly<Record<string, string>> =>
  Object.fromEntries([...broker.environment.seen].map(([name, { text }]) => [name, showText(text)]))
