import { split } from '../formats/text/image-reference.ts'
import { isFilledIn } from '../kube/placeholders.ts'
import type { Broker } from './broker.ts'

/** The tag of an image as it is written. */
export interface WrittenTag {
  /** The image without its tag. */
  readonly name: string
  /** '' where none is written. */
  readonly text: string
}

/**
 * The tag that decides which image runs. Undefined where a digest does, where it is filled in later, and where whoever
 * makes the pods puts its own.
 */
export function tagOf({ image, workload }: Pick<Broker, 'image' | 'workload'>): WrittenTag | undefined {
  if (image.text === undefined || isFilledIn(image.text, image.at.object) || image.text.includes('$('))
    return undefined
  const { name, tag, digest } = split(image.text)
  const { tagsImage, unseen } = workload.made
  if (digest !== undefined || tagsImage || (tag === undefined && unseen !== undefined)) return undefined
  return { name, text: tag ?? '' }
}
