import { readFileSync } from 'node:fs'
import type { Deps } from './deps.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import { watchFiles } from './watch-files.ts'

/** What a config file decides. */
export type Settings = Pick<Deps, 'config' | 'options'>

/** A config file that may change while the webhook runs. */
export interface Followed {
  readonly file: string
  /** What it says now. Throws, in words for its author, where it is not right. */
  readonly read: () => Settings
}

/** Milliseconds without a change after which a file counts as written. */
const settledMs = 200

/**
 * The settings that count, as a file changes. One that is not right changes nothing: the log says why, with the line, and a metric
 * that it is so.
 * @param changed told other settings
 */
export function followSettings(
  first: Settings,
  followed: Followed | undefined,
  {
    log,
    metrics,
    changed,
  }: { readonly log: Logger; readonly metrics: Metrics; changed(now: Settings): void },
): { current(): Settings; stop(): void } {
  let current = first
  if (!followed) return { current: () => current, stop: () => undefined }
  const { file, read } = followed
  const textNow = (): string | undefined => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return undefined
    }
  }
  let seen = textNow()
  const reload = (): void => {
    const text = textNow()
    if (text === seen) return
    seen = text
    try {
      current = read()
      changed(current)
      metrics.configRead('ok')
      log.info('the config file was read again', { file })
    } catch (error) {
      metrics.configRead('failed')
      log.error('the config file was not taken: what it said before still counts', {
        file,
        reason: error instanceof Error ? error.message : String(error),
      })
    }
  }
  let timer: NodeJS.Timeout | undefined
  const watching = watchFiles(
    [file],
    () => {
      clearTimeout(timer)
      timer = setTimeout(reload, settledMs).unref()
    },
    log.info,
  )
  return {
    current: () => current,
    stop() {
      clearTimeout(timer)
      watching.stop()
    },
  }
}
