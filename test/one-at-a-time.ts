import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Makes something that all test files use and that takes long (they run in processes of their own, at the same time):
 * one makes it, the others wait. Only a courtesy: two makers have to be harmless, as where each puts it in place by a
 * rename.
 * @param lock a file that is there while one makes it; what is left of a process that ended counts for nothing
 */
export async function oneAtATime(
  lock: string,
  isMade: () => Promise<boolean>,
  make: () => Promise<unknown>,
): Promise<void> {
  if (await isMade()) return
  await mkdir(dirname(lock), { recursive: true })
  while (!(await locked(lock))) {
    await sleep(300)
    if (await isMade()) return
  }
  try {
    if (!(await isMade())) await make()
  } finally {
    await rm(lock, { force: true })
  }
}

/** Takes the lock; false while another process has it. */
async function locked(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const other = Number(await readFile(lock, 'utf8').catch(() => '0'))
  // 0: the lock went away or its number is not yet written; look again.
  if (other !== 0 && !isRunning(other)) await rm(lock, { force: true })
  return false
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
