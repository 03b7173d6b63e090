import { join } from 'node:path'
import { type Output, processOutput } from '../output.ts'
import { shownPage } from '../pages.ts'
import { shownTopic, type TopicWish } from '../topics.ts'
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

/** What needs no rule and no manifest is said without the bundle of the command, which says what is wrong, too. */
function answerOf(
  command: string | undefined,
  rest: readonly string[],
  { isTTY, columns }: Output,
): string | undefined {
  if (command === '--version' && rest.length === 0) return `${version}\n`
  const [name, ...options] = rest
  const wish = wishOf(options)
  if (command !== 'explain' || name === undefined || wish === undefined) return undefined
  const reader = { env: process.env, isTTY, columns }
  try {
    const shown = shownTopic(name, wish, reader)
    return (
      shown ?? (options.length === 0 ? shownPage(name, reader, join(__dirname, '../docs/rules')) : undefined)
    )
  } catch {
    return undefined
  }
}

const members = { '--rabbitmq-version': 'rabbitmqVersion', '--metadata-store': 'metadataStore' } as const

/** Options of `explain` as they are mostly written; undefined where there are others. */
function wishOf(options: readonly string[]): TopicWish | undefined {
  const words = options.flatMap(option => option.split(/=(.*)/s).filter((_, index) => index < 2))
  const wish: { rabbitmqVersion?: string; metadataStore?: string } = {}
  for (let index = 0; index < words.length; index += 2) {
    const [option = '', value] = words.slice(index, index + 2)
    if (!isKnown(option) || value === undefined) return undefined
    wish[members[option]] = value
  }
  return wish
}
const isKnown = (option: string): option is keyof typeof members => option in members
