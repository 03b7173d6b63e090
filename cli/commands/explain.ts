import { didYouMean } from '../config/explain.ts'
import { wrongUsage } from '../exit-code.ts'
import type { Host } from '../host.ts'
import { type Reader, shownPage } from '../pages.ts'
import { ruleIds } from '../rule-ids.ts'
import { shownTopic, type TopicWish, topicNames } from '../topics.ts'

/** `warrener explain RULE|TOPIC`. Throws a Stop where there is no such rule or topic, or the release cannot be told. */
export function explain(name: string, wish: TopicWish, { out, env }: Host): void {
  const reader = { env, isTTY: out.isTTY, columns: out.columns }
  const shown = topicOf(name, wish, reader) ?? shownPage(name, reader)
  if (shown === undefined) {
    const guess = didYouMean(name, [...topicNames, ...ruleIds])
    throw wrongUsage(`there is no rule or topic ${name}${guess}`)
  }
  out.write(shown)
}

function topicOf(name: string, wish: TopicWish, reader: Reader): string | undefined {
  try {
    return shownTopic(name, wish, reader)
  } catch (error) {
    throw wrongUsage(error instanceof Error ? error.message : String(error))
  }
}
