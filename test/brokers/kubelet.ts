import { chmod, lchown, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** What a pod says of the group of its volumes, in its securityContext. */
export interface VolumeGroup {
  readonly fsGroup: number
  readonly fsGroupChangePolicy?: 'Always' | 'OnRootMismatch'
}

/*
 * What a kubelet does to the files of a volume each time it mounts it, no more and no less.
 * Source: kubernetes/kubernetes pkg/volume/volume_linux.go@v1.37.2.
 */
const masks = { file: 0o660, folder: 0o2770 } as const

/** Changes group and modes in a folder as at a mount: `ChangePermissions`. */
export async function mountVolume(folder: string, group: VolumeGroup): Promise<void> {
  if (group.fsGroupChangePolicy === 'OnRootMismatch' && !(await isMismatch(folder, group))) return
  await change(folder, group)
}

/** `requiresPermissionChange`: the top folder has another group, not all of rwxrwx---, or no setgid bit. */
async function isMismatch(folder: string, { fsGroup }: VolumeGroup): Promise<boolean> {
  const { gid, mode } = await lstat(folder)
  return gid !== fsGroup || (mode & masks.folder) !== masks.folder
}

/** `walkDeep` and `changeFilePermission`: what is inside first; of a link the group only; modes are added, never taken. */
async function change(path: string, group: VolumeGroup): Promise<void> {
  const info = await lstat(path)
  if (info.isDirectory()) for (const name of await readdir(path)) await change(join(path, name), group)
  await lchown(path, info.uid, group.fsGroup)
  if (info.isSymbolicLink()) return
  await chmod(path, (info.mode & 0o7777) | (info.isDirectory() ? masks.folder : masks.file))
}
