import { join } from 'node:path'
import { version } from '../version.ts'
import { runBundle } from './run-bundle.ts'

const commands: readonly (string | undefined)[] = ['lint', 'fix', 'rules', 'explain']

/** What the launcher asks for: the webhook is a bundle of its own, which starts sooner without the rest of the command. */
export function start(): void {
  const [, , command, ...rest] = process.argv
  if (command === '--version' && rest.length === 0) process.stdout.write(`${version}\n`)
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
