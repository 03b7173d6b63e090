import { join } from 'node:path'
import { type Output, processOutput } from '../output.ts'
import { shownPage } from '../pages.ts'
import { version } from '../version.ts'
import { runBundle } from './run-bundle.ts'

const commands: readonly (string | undefined)[] = ['lint', 'fix', 'rules', 'explain']

/** Commands that are bundles of their own, which start sooner without the rest of the command, and it without them. */
const apart: Readonly<Record<string, string>> = {
  webhook: 'webhook',
  audit: 'live',
  doctor: 'live',
  uninstall: 'live',
}

/** What the launcher asks for. */
export function start(): void {
  const [, , command, ...rest] = process.argv
  const out = processOutput(1)
  const atOnce = answerOf(command, rest, out)
  const bundle = command === undefined ? undefined : apart[command]
  if (atOnce !== undefined) out.write(atOnce)
  else if (bundle !== undefined) {
    const { main } = runBundle(join(__dirname, `${bundle}.cjs`), bundle) as { main(): Promise<void> }
    void main()
  } else {
    runBundle(
      join(__dirname, 'warrener.cjs'),
      commands.includes(command) ? `warrener-${command}` : 'warrener',
    )
  }
}

/** What needs no rule and no manifest is said without the bundle of the command. */
function answerOf(
  command: string | undefined,
  rest: readonly string[],
  { isTTY }: Output,
): string | undefined {
  if (command === '--version' && rest.length === 0) return `${version}\n`
  const [id, ...more] = rest
  if (command !== 'explain' || id === undefined || more.length > 0) return undefined
  const reader = { env: process.env, isTTY }
  return shownPage(id, reader, join(__dirname, '../docs/rules'))
}
