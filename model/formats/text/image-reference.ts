import type { Span } from '../../kube/span.ts'
import { FormatError } from './codec.ts'

/** An image reference with the defaults of Docker Hub filled in, as the container runtime reads it. */
export interface Image {
  /** Host, with port where one is written; `docker.io` where none is. */
  readonly registry: string
  /** Path in the registry, e.g. `library/rabbitmq`. */
  readonly repository: string
  readonly tag: string | undefined
  readonly digest: string | undefined
  /** Where the tag stands in the text; where one would be added when there is none (an empty span). */
  readonly tagSpan: Span
}

/*
 * Source of the grammar: distribution/reference, reference.go and regexp.go; of the defaults: normalize.go (a first part
 * is a registry when it has a dot, a colon or an upper-case letter, or is `localhost`).
 */
const domainPart = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?'
const host = `(?:${domainPart}(?:\\.${domainPart})*|\\[[0-9A-Fa-f:]+\\])`
const hostPattern = new RegExp(`^${host}(?::[0-9]+)?$`)
const partPattern = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/
const tagPattern = /^\w[\w.-]{0,127}$/
const digestPattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/
const maxReference = 1024
const maxName = 255

/** Reads an image reference. Throws FormatError with the offset of the part that is wrong. */
export function parseImage(text: string): Image {
  if (text.length > maxReference) throw new FormatError('an image reference too long to be one', maxReference)
  const { name, tag, digest } = split(text)
  if (digest !== undefined && !digestPattern.test(digest))
    throw new FormatError('not a digest (algorithm:hexadecimal)', text.length - digest.length)
  if (tag !== undefined && !tagPattern.test(tag)) throw new FormatError('not an image tag', name.length + 1)
  const { registry, repository } = normalized(name)
  if (!hostPattern.test(registry)) throw new FormatError('not a registry host', 0)
  const parts = repository.split('/')
  const wrong = parts.findIndex(part => !partPattern.test(part))
  // The repository ends where the name does, so the rest of it tells where the wrong part stands.
  if (wrong >= 0)
    throw new FormatError('not an image name', Math.max(0, name.length - parts.slice(wrong).join('/').length))
  if (name.length > maxName)
    throw new FormatError(`an image name of more than ${maxName} characters`, maxName)
  const start = tag === undefined ? name.length : name.length + 1
  return { registry, repository, tag, digest, tagSpan: { start, end: start + (tag ?? '').length } }
}

/** The three parts of a reference, whether or not they are well formed. */
export function split(text: string): {
  readonly name: string
  readonly tag: string | undefined
  readonly digest: string | undefined
} {
  const at = text.indexOf('@')
  const before = at < 0 ? text : text.slice(0, at)
  const colon = before.lastIndexOf(':')
  const hasTag = colon > before.lastIndexOf('/') && !before.endsWith(']')
  return {
    name: hasTag ? before.slice(0, colon) : before,
    tag: hasTag ? before.slice(colon + 1) : undefined,
    digest: at < 0 ? undefined : text.slice(at + 1),
  }
}

function normalized(name: string): { readonly registry: string; readonly repository: string } {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(0, slash))
  const isRegistry = /[.:A-Z]/.test(first) || first === 'localhost'
  const registry = isRegistry ? first : 'docker.io'
  const path = isRegistry ? name.slice(slash + 1) : name
  const isHub = registry === 'docker.io' || registry === 'index.docker.io'
  const repository = isHub && !path.includes('/') ? `library/${path}` : path
  return { registry: isHub ? 'docker.io' : registry, repository }
}
