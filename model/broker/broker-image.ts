import { isAutoclusterVariable } from '../../facts/autocluster.ts'
import { parseRelease, type Release } from '../../facts/release.ts'
import { type Flavour, imageFlavour, imageRelease } from '../formats/text/image.ts'
import type { Address } from '../kube/address.ts'
import { isString, member } from '../kube/json.ts'
import { changedAt, unsettledAt } from '../kube/object.ts'
import { type Container, inContainer } from '../pods/container.ts'
import type { Environment } from '../pods/environment.ts'
import type { Workload } from '../pods/workload.ts'

/** What the image of a broker's container tells. */
export interface BrokerImage {
  /** As written; undefined where none is (an operator then chooses). */
  readonly text: string | undefined
  readonly at: Address
  /** `custom` images may carry a configuration, plugins and schemas of their own. */
  readonly flavour: Flavour
  /** The release, where the tag tells; a tag without patch stands for the newest patch of its minor. */
  readonly release: Release | undefined
  /** Whether the tag tells the patch too. */
  readonly hasPatch: boolean
  /** Only the major release, where the tag tells no more. */
  readonly major: number | undefined
  /** Why the release is not known. */
  readonly why: string
}

export function imageOf(workload: Workload, container: Container): BrokerImage {
  const at = inContainer(workload.template, container, 'image')
  const text = member(container.value, 'image')
  const nothing = { at, release: undefined, hasPatch: false, major: undefined }
  const isGenerated = workload.template.generated([...container.steps, 'image'])
  const unsettled = (isGenerated ? changedAt : unsettledAt)(at.object, at.path)
  const flavour = isString(text) ? imageFlavour(text) : 'official'
  if (unsettled !== undefined) return { ...nothing, text: undefined, flavour, why: unsettled }
  if (!isString(text))
    return { ...nothing, text: undefined, flavour, why: 'no image is written: the operator chooses one' }
  const told = imageRelease(text)
  if (told.state === 'release') {
    const { release, hasPatch } = told
    return { ...nothing, text, flavour, release, hasPatch, why: '' }
  }
  if (told.state === 'major')
    return {
      ...nothing,
      text,
      flavour,
      major: told.major,
      why: `the ${workload.made.tagsImage ? 'chart' : 'image tag'} tells only the major release, ${told.major}`,
    }
  return { ...nothing, text, flavour, why: told.why }
}

/** The same image, with the release that variables of its container tell where the tag does not: only plugins of 3.6 read them. */
export function toldByVariables(image: BrokerImage, { seen }: Environment): BrokerImage {
  if (image.release !== undefined || image.major !== undefined) return image
  const release = parseRelease('3.6')
  return release && [...seen.keys()].some(isAutoclusterVariable) ? { ...image, release, why: '' } : image
}
