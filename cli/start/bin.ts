import { join } from 'node:path'
import { shownPage } from '../pages.ts'
import { version } from '../version.ts'
import { runBundle } from './run-bundle.ts'

const commands: readonly (string | undefined)[] = ['lint', 'fix', 'rules', 'explain']

/** What the launcher asks for: the webhook is a bundle of its own, which starts sooner without the rest of the command. */
export function start(): void {
  const [, , command, ...rest] = process.argv
  const atOnce = answerOf(command, rest)
  if (atOnce !== undefined) process.stdout.write(atOnce)
  else if (command === 'webhook') {
    const { main } = runBundle(join(__dirname, 'webhook.cjs'), 'webhook') as { main(): Promise<void> }
    void main()
  } else {
    runBundle(
      join(__dirname, 'warrener.cjs'),
      commands.includes(command) ? `warrener-${command}` : 'warrener',
    )
  }
}

/** What needs no rule and no manifest is said without the bundle of the command. */
function answerOf(command: string | undefined, rest: readonly string[]): string | undefined {
  if (command === '--version' && rest.length === 0) return `${version}\n`
  const [id, ...more] = rest
  if (command !== 'explain' || id === undefined || more.length > 0) return undefined
  const reader = { env: process.env, isTTY: process.stdout.isTTY === true }
  return shownPage(id, reader, join(__dirname, '../docs/rules'))
}
