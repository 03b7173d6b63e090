/** What the files of a volume lie on: a file system of the network, a folder of one machine, or a disk of their own. */
export type Medium = 'nfs' | 'smb' | 'machine' | 'disk'

/**
 * Drivers and provisioners, by parts of their names. Sources: the documentation of each driver, and the volume types of
 * Kubernetes. What is not named here is a disk, as most drivers give.
 */
const drivers: readonly (readonly [name: RegExp, medium: Medium])[] = [
  [/(?:^|[./-])(?:nfs|nfs4|efs|filestore)(?:$|[./-])/, 'nfs'],
  [/(?:^|[./-])nfs-(?:client|subdir|ganesha)|nfs-subdir-external-provisioner/, 'nfs'],
  [/(?:^|[./-])(?:smb|cifs|samba|azure-file|file\.csi\.azure\.com)(?:$|[./-])/, 'smb'],
  [/local-path|hostpath|host-path/, 'machine'],
]

/**
 * StorageClasses, by the names that the documentation of their drivers gives them: `efs-sc`, `managed-nfs-storage`, `azurefile`;
 * those that end in `-rwx` are Filestore's on GKE.
 */
const classes: readonly (readonly [name: RegExp, medium: Medium])[] = [
  [/(?:^|[._-])(?:nfs|efs|filestore)(?:$|[._-])|^azurefile[\w-]*-nfs$/, 'nfs'],
  [/^(?:standard|premium|enterprise|zonal)-rwx$/, 'nfs'],
  [/(?:^|[._-])(?:smb|cifs|samba|azure-?file)(?:$|[._-])/, 'smb'],
  [/local-?path|host-?path/, 'machine'],
]

const first = (
  table: readonly (readonly [name: RegExp, medium: Medium])[],
  name: string,
): Medium | undefined => table.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1]

/** What a driver or provisioner of this name gives. */
export const mediumOfDriver = (name: string): Medium => first(drivers, name) ?? 'disk'
/** What a StorageClass of this name most likely gives. */
export const mediumOfClass = (name: string): Medium => first(classes, name) ?? 'disk'
/** The types of volumes that say by themselves what they are. */
export const mediumOfSource: Readonly<Record<string, Medium>> = {
  nfs: 'nfs',
  azureFile: 'smb',
  hostPath: 'machine',
}
