import { knownReleases, parseRelease, type Release } from '../../../facts/release.ts'
import { whyFilledIn } from '../../kube/placeholders.ts'
import { FormatError } from './codec.ts'
import { type Image, parseImage, split } from './image-reference.ts'

export { parseImage } from './image-reference.ts'

/** Who builds an image: what it ships and which variables it reads follow from that. */
export type Flavour = 'official' | 'bitnami' | 'operator' | 'custom'

/** What a reference tells about the release inside. `hasPatch` is false where the tag floats over patch releases. */
export type ImageRelease =
  | {
      readonly state: 'release'
      readonly release: Release
      readonly hasPatch: boolean
      /** `rc.1`, `beta.4`: a release before `release`. */
      readonly prerelease: string | undefined
    }
  | { readonly state: 'major'; readonly major: number }
  | { readonly state: 'unknown'; readonly why: string }

/** Whether an image is a RabbitMQ node. Told from its name alone; `perhaps` where that does not say. */
export function brokerImage(text: string): 'yes' | 'no' | 'perhaps' {
  const { name, tag = '' } = split(text)
  const path = name.toLowerCase()
  if (!path.includes('rabbit')) return 'perhaps'
  const parts = path.split('/')
  const last = parts.at(-1) ?? ''
  const words = last.split(/[-_.]/)
  if (words.some(word => otherWords.has(word)) || parts.includes('rabbitmqoperator')) return 'no'
  const isNode =
    nodeNames.has(last) || last.includes('autocluster') || (words.includes('rabbitmq') && managed.test(tag))
  return isNode ? 'yes' : 'perhaps'
}
/** What only a node has in its tag: it is built on an image of the broker, whose tag it keeps. */
const managed = /^v?\d+(?:\.\d+){0,2}-management(?:-alpine)?$/

/** Whether the last part of an image's name has the word `rabbitmq`, and no word of what stands around a node. */
export const namesRabbit = (text: string): boolean =>
  brokerImage(text) !== 'no' &&
  (split(text).name.toLowerCase().split('/').at(-1) ?? '').split(/[-_.]/).includes('rabbitmq')

const nodeNames: ReadonlySet<string> = new Set([
  'rabbitmq',
  'rabbitmq-server',
  'rabbitmq-management',
  'rabbitmq-cluster',
  'rabbitmq-ha',
])
/** Words in the names of images around RabbitMQ that are no node: exporters, operators, scalers, load generators, clients. */
const otherWords: ReadonlySet<string> = new Set(
  (
    'exporter operator scaler scalers perf perftest test tests bench benchmark client clients consumer consumers ' +
    'producer producers publisher subscriber sender receiver worker listener proxy adapter bridge backup restore ' +
    'updater cli rabbitmqadmin ui dashboard monitor tutorial tutorials sample samples example examples demo job init ' +
    'setup provisioner trigger source ingress dispatcher'
  ).split(' '),
)

/** Who builds the image. A copy of the official image under another registry counts as official when its tag fits. */
export function imageFlavour(text: string): Flavour {
  const { name, tag } = split(text)
  const parts = name.toLowerCase().split('/')
  const [owner, last] = [parts.at(-2), parts.at(-1)]
  if (brokerImage(text) === 'no') return 'operator'
  if (last !== 'rabbitmq') return 'custom'
  if ((owner && bitnamiOwners.has(owner)) || /-debian-\d+/.test(tag ?? '')) return 'bitnami'
  if (owner === undefined || hubOwners.has(owner)) return 'official'
  return owner !== 'pivotalrabbitmq' && officialTag.test(tag ?? '') && releaseOf(tag ?? '')
    ? 'official'
    : 'custom'
}
const bitnamiOwners: ReadonlySet<string> = new Set(['bitnami', 'bitnamilegacy', 'bitnamisecure'])
const hubOwners: ReadonlySet<string> = new Set(['library', 'docker.io', 'index.docker.io'])
const officialTag =
  /^\d+(?:\.\d+){0,2}(?:-(?:rc|beta|alpha)(?:\.\d+)?)?(?:-management)?(?:-alpine(?:\d+\.\d+)?)?$/

/** Which release a reference tells. Never throws. */
export function imageRelease(text: string): ImageRelease {
  // Whose registry it comes from does not matter.
  const written = text.replace(/^(?:\$\{[^}/]*\}|\{\{[^}/]*\}\})(?=\/)/, 'REGISTRY')
  if (/\$\{|\{\{/.test(written)) return { state: 'unknown', why: whyFilledIn('the image') }
  const image = read(written)
  if (image === undefined) return { state: 'unknown', why: 'the image is not a valid reference' }
  const told = toldBy(image, imageFlavour(text))
  if (told.state === 'unknown' && image.repository.includes('autocluster')) return release(3, 6)
  return told
}

function toldBy({ tag, digest, repository }: Image, flavour: Flavour): ImageRelease {
  if (tag === undefined)
    return {
      state: 'unknown',
      why: digest === undefined ? 'the image has no tag' : 'the image is named by a digest',
    }
  const told = releaseOf(tag)
  const isPrivate = flavour === 'custom' && !repository.endsWith('/rabbitmq') && repository !== 'rabbitmq'
  if (told && isPrivate && !repository.includes('autocluster') && !officialSuffix.test(tag))
    return { state: 'unknown', why: `the tag '${tag}' may be a version of the image's own` }
  return told ?? { state: 'unknown', why: `the tag '${tag}' does not tell the release` }
}
/** Nobody but the official image, and what is built on it, tags this way. */
const officialSuffix = /^v?\d+\.\d+(?:\.\d+)?-management/

const versionTag = /^v?(\d{1,2})(?:\.(\d{1,2})(?:\.(\d{1,3}))?)?(?:[-_.+](.*))?$/
function releaseOf(tag: string): ImageRelease | undefined {
  const match = versionTag.exec(tag)
  const [, major, minor, patch, rest] = match ?? []
  if (major === undefined || !isMajor(Number(major))) return undefined
  if (minor === undefined)
    return /^\d/.test(rest ?? '') ? undefined : { state: 'major', major: Number(major) }
  if (!isMinor(Number(major), Number(minor))) return undefined
  return release(
    Number(major),
    Number(minor),
    patch === undefined ? undefined : Number(patch),
    prereleaseIn(rest),
  )
}

function release(major: number, minor: number, patch?: number, prerelease?: string): ImageRelease {
  // A release candidate without patch number is one of X.Y.0.
  const settled = patch ?? (prerelease === undefined ? undefined : 0)
  const parsed = parseRelease(settled === undefined ? `${major}.${minor}` : `${major}.${minor}.${settled}`)
  if (parsed === undefined) return { state: 'unknown', why: 'the tag does not tell the release' }
  return { state: 'release', release: parsed, hasPatch: patch !== undefined, prerelease }
}

const prereleaseIn = (rest: string | undefined): string | undefined =>
  /^(?:rc|beta|alpha)(?:\.?\d+)?(?![a-z])/.exec(rest ?? '')?.[0]

const newestMajor = Math.max(...knownReleases.map(({ major }) => major))
const isMajor = (major: number): boolean => major >= 3 && major <= newestMajor + 1
/** 3.x ended with 3.13; later majors may have minors that are not known yet. */
const isMinor = (major: number, minor: number): boolean => (major === 3 ? minor <= 13 : minor <= 20)

function read(text: string): Image | undefined {
  try {
    return parseImage(text)
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}
