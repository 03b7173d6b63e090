import { styleText } from 'node:util'

export type ColorWish = 'auto' | 'always' | 'never'
/** Parts of the output that look different on a terminal. */
export type Role = 'error' | 'warning' | 'info' | 'place' | 'mark' | 'dim' | 'strong' | 'added' | 'removed'
export type Style = (role: Role, text: string) => string

export const plain: Style = (_, text) => text

const looks: Readonly<Record<Role, Parameters<typeof styleText>[0]>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  info: ['bold', 'blue'],
  place: 'bold',
  mark: 'red',
  dim: 'dim',
  strong: 'bold',
  added: 'green',
  removed: 'red',
}
export const coloured: Style = (role, text) => styleText(looks[role], text, { validateStream: false })

/**
 * Whether to colour: as told; else FORCE_COLOR, NO_COLOR and a dumb terminal decide, in that order; else only a terminal
 * gets colours. Source: no-color.org and force-color.org.
 */
export function wantsColor(
  wish: ColorWish,
  env: Readonly<Record<string, string | undefined>>,
  isTTY: boolean,
): boolean {
  if (wish !== 'auto') return wish === 'always'
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0'
  return isTTY && !env.NO_COLOR && env.TERM !== 'dumb'
}
