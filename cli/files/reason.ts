/** What the codes of the system mean to who did not write it. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'the system does not permit it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open in the system',
  ELOOP: 'symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk fails',
  EBUSY: 'something else uses it',
}

/** Why the system refused, in words with its code (`permission denied (EACCES)`), and nothing of what a file holds. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error)
  const words = code === undefined ? undefined : reasons[code]
  return words === undefined ? (code ?? 'it failed') : `${words} (${code})`
}

/** The code of an error of the system, such as `EACCES`; undefined for other errors. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error
    ? error.code
    : undefined
