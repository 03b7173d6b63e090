import type { Command } from 'commander'
import { bash } from './bash.ts'
import { fish } from './fish.ts'
import { wordsOf } from './words.ts'
import { zsh } from './zsh.ts'

const scripts = { bash, zsh, fish }
export type Shell = keyof typeof scripts
export const shells = Object.keys(scripts) as readonly Shell[]

/** The script with which a shell completes what is typed after `warrener`: all of it is in the script, nothing is asked later. */
export const completion = (shell: Shell, root: Command): string => scripts[shell](wordsOf(root))
