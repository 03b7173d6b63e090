import type { Output } from '../output.ts'
import { type ColorWish, coloured, plain, type Style, wantsColor } from './style.ts'

/** How a report for people looks where it goes. */
export interface Look {
  readonly style: Style
  /** Columns. */
  readonly width: number
  readonly link: (text: string, address: string) => string
}

/** The same bytes wherever no terminal is, or one that does not know its width. */
export const usualWidth = 80
const least = 60
/** Longer lines are hard to read. */
const most = 160

type Env = Readonly<Record<string, string | undefined>>

/** The look of a report that is kept, or read by a program. */
export const lookOfFile: Look = { style: plain, width: usualWidth, link: text => text }

/**
 * The look for an output: as wide as the terminal that it is, coloured and with links where that can be, or is asked for.
 */
export function lookOf(
  { isTTY, columns }: Pick<Output, 'isTTY' | 'columns'>,
  wish: ColorWish,
  env: Env,
): Look {
  const isColoured = wantsColor(wish, env, isTTY)
  return {
    style: isColoured ? coloured : plain,
    width: isTTY && columns ? Math.min(Math.max(columns, least), most) : usualWidth,
    link: isColoured && isTTY && showsLinks(env) ? linked : text => text,
  }
}

/** A text that opens an address, in the words of a terminal (OSC 8). */
const linked = (text: string, address: string): string =>
  `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`

/**
 * Whether a terminal is one of those that say they show links; the others print nothing or garbage.
 * Source: the list of terminals beside the specification of OSC 8 (gist egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
 */
export function showsLinks(env: Env): boolean {
  const { FORCE_HYPERLINK: forced, CI, TERM = '', TERM_PROGRAM: program = '', VTE_VERSION: vte } = env
  if (forced !== undefined && forced !== '') return forced !== '0'
  // Some multiplexers take the marks away, others garble them.
  if (CI !== undefined || /^(?:dumb|screen|tmux)/.test(TERM)) return false
  return (
    ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'zed'].includes(program) ||
    /^(?:xterm-kitty|xterm-ghostty|alacritty|foot)/.test(TERM) ||
    env.WT_SESSION !== undefined ||
    env.KONSOLE_VERSION !== undefined ||
    (vte !== undefined && Number(vte) >= 5000)
  )
}
