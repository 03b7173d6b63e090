import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../jest.ts'
import { rows } from '../slow/control-plane/rows/in-my-way.ts'
import { stepsOf } from '../slow/control-plane/rows/row.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/webhook-in-my-way.md'), 'utf8')
const commands = [...page.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) => block.trim().split('\n'))
const played = rows.flatMap(row =>
  stepsOf(row).map(({ kubectl = '' }) => (typeof kubectl === 'string' ? kubectl.split(' ') : kubectl)),
)
/** The words of a shell line, with simple quotes. */
const words = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, one, two, bare]) => one ?? two ?? bare ?? '')

test('there are commands on the page', () => expect(commands.length).toBeGreaterThan(8))

test.each(commands)('%s: is played on the real API server', command => {
  const [program, ...args] = words(command)
  expect(program).toBe('kubectl')
  // Where the page names a folder, a row has its own.
  expect(played).toContainEqual(
    args.map(word => (word === 'rabbitmq' && args.includes('-k') ? 'files/mq' : word)),
  )
})
