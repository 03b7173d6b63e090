import { watch } from 'node:fs'
import { dirname } from 'node:path'

/** How often files are looked at besides being watched: notifications do not reach every kind of mount. */
const pollMs = 60_000

/**
 * Tells when some files may have changed. Their folders are watched and not the files, because Kubernetes replaces a mounted
 * Secret or ConfigMap by swapping a symbolic link.
 */
export function watchFiles(
  files: readonly string[],
  again: () => void,
  log: (message: string) => void,
): { stop(): void } {
  const folders = new Set(files.map(file => dirname(file)))
  const polled = (error: Error): void => log(`files are only polled now: ${error.message}`)
  const watchers = [...folders].flatMap(folder => {
    try {
      return [watch(folder, { persistent: false }, again).on('error', polled)]
    } catch (error) {
      // A machine has so many watches and no more.
      polled(error as Error)
      return []
    }
  })
  const timer = setInterval(again, pollMs).unref()
  return {
    stop() {
      clearInterval(timer)
      for (const watcher of watchers) watcher.close()
    },
  }
}
