import type { LintOptions } from '../index.ts'
import { usualWidth } from './formats/terminal.ts'
import { cut } from './formats/text.ts'
import type { Host } from './host.ts'
import type { Output } from './output.ts'

/** How far a run is, on a terminal, where it takes long: one line, which is gone afterwards. */
export interface Progress {
  readonly tell: NonNullable<LintOptions['onProgress']>
  /** The host, which takes the line away before it writes. */
  readonly host: Host
  readonly end: () => void
}

/** Milliseconds: what is over sooner says nothing, and a line stays as long as it takes to read. */
const patience = 1000
const often = 100

/** Back to the begin of the line, and away with it. */
const clear = '\r\u001b[K'

/** Undefined where nobody would see it: no terminal, one of a program, or none that moves its cursor. */
export function progressOn(host: Host, quiet: boolean): Progress | undefined {
  const { out, err, env, now = () => performance.now() } = host
  if (quiet || !err.isTTY || env.CI || env.TERM === 'dumb') return undefined
  let next = now() + patience
  let isShown = false
  const end = (): void => {
    if (isShown) err.write(clear)
    isShown = false
  }
  return {
    tell: (step, done, of) => {
      const time = now()
      if (time < next) return
      next = time + often
      isShown = true
      const text = of > 1 ? `${step}: ${done} of ${of}` : step
      err.write(`${clear}${cut(text, (err.columns || usualWidth) - 1)}`)
    },
    host: { ...host, out: after(end, out), err: after(end, err) },
    end,
  }
}

const after = (first: () => void, { write, isTTY, columns }: Output): Output => ({
  isTTY,
  columns,
  write: text => {
    first()
    write(text)
  },
})
