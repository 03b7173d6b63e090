import { ifFound, type Seen, someOf } from '../kube/lookup.ts'
import { onceEach } from '../kube/once-each.ts'
import type { Mount } from '../pods/container.ts'
import type { File } from '../pods/files.ts'
import { isMadeByKubelet, isReadOnlyMount } from '../pods/volumes.ts'
import type { Broker } from './broker.ts'

/** Two mounts that do not go together. */
export interface MountConflict {
  /**
   * `no-mount-point`: the outer volume cannot be written and lacks the place; `file-over-made-folder`: the kubelet makes a
   * folder where a file is to be mounted; `folder-over-file`: the reverse. With each of them the container does not start.
   * `hidden`: the outer mount's files are not seen.
   */
  readonly kind: 'no-mount-point' | 'file-over-made-folder' | 'folder-over-file' | 'hidden'
  readonly inner: Mount
  readonly outer: Mount
  /** Files of the outer mount that the inner one covers. */
  readonly files: readonly string[]
}

/** The mounts of a broker's container that lie inside one another, where that goes wrong for certain. */
export function mountConflicts(broker: Broker): Seen<MountConflict> {
  const { files, workload } = broker
  if (files.open !== undefined) return someOf([], files.open)
  let unseen: string | undefined
  /** Mounts of the user's over several of the maker's: one is said. */
  const told = new Set<Mount>()
  const conflicts = files.mounts.flatMap(inner => {
    // The mount that is there when the container runtime looks for a place for this one.
    const outer = mountAround(files.mounts, inner)
    if (outer === undefined || (inner.generated && outer.generated)) return []
    const under = files.shownBy(outer)
    // What lies on a disk proves nothing; what a ConfigMap or Secret holds may.
    if (under.state === 'unknown' && isReadOnlyMount(workload, outer)) unseen ??= under.why
    if (under.state !== 'found' || (inner.generated && told.has(outer))) return []
    told.add(outer)
    return conflict(broker, inner, outer, under.value)
  })
  return someOf(conflicts, unseen)
}

const byPath = onceEach(
  (mounts: readonly Mount[]) => new Map(mounts.toReversed().map(mount => [mount.path, mount])),
)
/** The mount whose folder another one lies in, the nearest if there are several. */
function mountAround(mounts: readonly Mount[], { path }: Mount): Mount | undefined {
  const known = byPath(mounts)
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const around = known.get(path.slice(0, end))
    if (around) return around
  }
  return path === '/' ? undefined : known.get('/')
}

function conflict(
  broker: Broker,
  inner: Mount,
  outer: Mount,
  under: readonly File[],
): readonly MountConflict[] {
  // A single file that is mounted has nothing below it.
  const files = byFile(under)
  if (files.has(outer.path)) return []
  const made = { inner, outer }
  const same = files.get(inner.path)
  const isFile = isSingleFile(broker, inner)
  if (same && isFile === false) return [{ ...made, kind: 'folder-over-file', files: [same.path] }]
  if (same && isFile) return [{ ...made, kind: 'hidden', files: [same.path] }]
  if (same) return []
  const covered = filesBelow(under, inner.path)
  if (covered.length > 0) return [{ ...made, kind: 'hidden', files: covered.map(({ path }) => path) }]
  // In these volumes the kubelet makes a folder for each mount inside. Source: Kubernetes 1.10 (and 1.9.4) and later,
  // pkg/volume/util/nested_volumes.go; kubernetes#60342, and #61545 for files.
  if (isMadeByKubelet(broker.workload, outer))
    return isFile ? [{ ...made, kind: 'file-over-made-folder', files: [] }] : []
  return outer.readOnly ? [{ ...made, kind: 'no-mount-point', files: [] }] : []
}

/** Whether a mount is one file; undefined where its volume was not seen. */
export function isSingleFile({ files }: Broker, mount: Mount): boolean | undefined {
  if (mount.subPath === undefined && mount.subPathExpr === undefined) return false
  const shown = ifFound(files.shownBy(mount))
  return shown && byFile(shown).has(mount.path)
}

const byFile = onceEach((files: readonly File[]) => new Map(files.map(file => [file.path, file])))

const inOrder = onceEach((files: readonly File[]) =>
  files
    .map((file, order) => ({ file, order }))
    .sort((a, b) => (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : 0)),
)
/** So many files that a mount covers are enough to tell that it does. */
const mostCovered = 1000
/** The files below a folder, in their own order: in that of paths they lie side by side. */
function filesBelow(files: readonly File[], folder: string): readonly File[] {
  const sorted = inOrder(files)
  const start = `${folder === '/' ? '' : folder}/`
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle]?.file.path ?? '') < start) from = middle + 1
    else to = middle
  }
  const covered = sorted.slice(from, from + mostCovered).filter(({ file }) => file.path.startsWith(start))
  return covered.sort((a, b) => a.order - b.order).map(({ file }) => file)
}
