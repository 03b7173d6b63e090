import type { Running } from './serve-options.ts'

/** Runs until the process is asked to end, then stops without dropping a request. */
export async function untilStopped(running: Running): Promise<void> {
  await new Promise<void>(resolve => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  await running.stop()
}
