import { type Store, storeNames, stores, storesOf } from '../facts/metadata-store.ts'
import { compareReleases, parseRelease, type Release } from '../facts/release.ts'
import { topicPage } from '../facts/topics/page.ts'
import { topics } from '../facts/topics/topics.ts'
import { type Reader, shownMarkdown } from './pages.ts'

/** What `explain` knows beside rules, in the order that help lists it. */
export const topicNames: readonly string[] = topics.map(({ id }) => id)

export interface TopicWish {
  readonly rabbitmqVersion?: string | undefined
  readonly metadataStore?: string | undefined
}

const oldest: Release = { major: 3, minor: 7, patch: 0 }

/**
 * A topic for a terminal; undefined where there is none of that name. Throws an Error that says what is wrong with the release
 * or the store.
 */
export function shownTopic(
  name: string,
  { rabbitmqVersion, metadataStore }: TopicWish,
  reader: Reader,
): string | undefined {
  const topic = topics.find(({ id }) => id === name)
  if (!topic) return undefined
  if (rabbitmqVersion === undefined) {
    if (metadataStore !== undefined) throw new Error('--metadata-store needs --rabbitmq-version beside it')
    const more = `For one release: \`warrener explain ${name} --rabbitmq-version X.Y\`.`
    return shownMarkdown(`${topicPage(topic)}\n${more}\n`, reader)
  }
  const release = parseRelease(rabbitmqVersion)
  if (!release) throw new Error('--rabbitmq-version: write a release as X.Y or X.Y.Z')
  if (compareReleases(release, oldest) < 0) throw new Error('topics begin with RabbitMQ 3.7')
  const asked = { release, store: storeAt(release, metadataStore) }
  return shownMarkdown(topicPage(topic, { asked }), reader)
}

function storeAt(release: Release, told: string | undefined): Store | undefined {
  if (told === undefined) return undefined
  const store = stores.find(known => known === told)
  if (!store) throw new Error(`--metadata-store: write ${stores.join(' or ')}`)
  if (!storesOf(release, store).includes(store))
    throw new Error(`this release cannot have its metadata in ${storeNames[store]}`)
  return store
}
