import { onceEach } from '../kube/once-each.ts'
import type { Mount } from '../pods/container.ts'
import { cleanPath, isBelow } from '../pods/container.ts'

/** Where the Bitnami image keeps its configuration, and where it copies it from when it starts. */
export const bitnamiFolders = {
  etc: '/opt/bitnami/rabbitmq/etc/rabbitmq',
  mounted: '/bitnami/rabbitmq/conf',
} as const

/*
 * Links of the Bitnami image, which make one place of the paths of the official image and its own.
 * Source: bitnami/containers, bitnami/rabbitmq 3.8 to 4.1, scripts/rabbitmq/postunpack.sh. (In 3.8 the link between the two
 * data folders points the other way, which makes no difference for what is mounted.)
 */
const links = [
  ['/etc/rabbitmq', bitnamiFolders.etc],
  ['/bitnami/rabbitmq/mnesia', '/var/lib/rabbitmq/mnesia'],
  ['/var/lib/rabbitmq', '/opt/bitnami/rabbitmq/.rabbitmq'],
] as const

/** The links that a mount above them hides. */
const hidden = onceEach(
  (mounts: readonly Mount[]): ReadonlySet<string> =>
    new Set(
      links
        .map(([from]) => from)
        .filter(from => mounts.some(({ path }) => path !== from && isBelow(from, path))),
    ),
)

/** A path without links. A mount above a link hides it; one on it lands where it leads. */
export function withoutLinks(path: string, mounts: readonly Mount[]): string {
  let here = cleanPath(path)
  for (const [from, to] of links) {
    if (isBelow(here, from) && !hidden(mounts).has(from)) here = `${to}${here.slice(from.length)}`
  }
  return here
}

/** All paths that lead to one without links, that one first. */
export function namesOf(path: string, mounts: readonly Mount[]): readonly string[] {
  const names = [path]
  for (const [from, to] of links.toReversed())
    for (const name of [...names]) if (isBelow(name, to)) names.push(`${from}${name.slice(to.length)}`)
  return names.filter(name => withoutLinks(name, mounts) === path)
}
