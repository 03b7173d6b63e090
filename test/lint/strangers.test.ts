import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lint } from '../../index.ts'
import type { InputFile } from '../../lint/input.ts'
import { warrener } from '../cli/run.ts'
import { describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder, root } from '../process.ts'

/*
 * What only speaks of RabbitMQ (clients, what watches brokers, operators, other programs with its ports, and whatever
 * else lies in a repository) is no broker, and nothing is said of it.
 */
interface Stranger {
  readonly name: string
  readonly files: readonly InputFile[]
}

const fixtures = join(root, 'test/fixtures/strangers')
const strangers: readonly Stranger[] = readdirSync(fixtures)
  .sort()
  .flatMap(file => strangersIn(readFileSync(join(fixtures, file), 'utf8')))

/** `== NAME` begins a stranger, `-- PATH` a file of it. */
function strangersIn(text: string): readonly Stranger[] {
  const parts = (whole: string, mark: string): readonly (readonly [string, string])[] =>
    whole
      .split(new RegExp(`^${mark} `, 'm'))
      .slice(1)
      .map(part => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)])
  return parts(text, '==').map(([name, body]) => ({
    name,
    files: parts(body, '--').map(([path, content]) => ({ name: path, text: content })),
  }))
}

/** All that a report says about what was read, and that it read all. */
const said = (files: readonly InputFile[]): unknown => {
  const { findings, clusters, notEvaluated, defects, summary } = lint(files)
  const found = findings.map(({ rule, file, line, message }) => `${rule} ${file}:${line} ${message}`)
  return { findings: found, clusters, notEvaluated, defects, files: summary.files }
}
const nothing = { findings: [], clusters: [], notEvaluated: [], defects: [] }

test('there are enough of them, each of its own name', () => {
  expect(strangers.length).toBeGreaterThanOrEqual(60)
  expect(new Set(strangers.map(({ name }) => name)).size).toBe(strangers.length)
  expect(
    strangers.filter(({ files }) => files.length === 0 || files.some(({ text }) => text === '')),
  ).toEqual([])
})

describe('alone', () => {
  test.each(strangers)('$name', ({ files }) => {
    expect(said(files)).toEqual({ ...nothing, files: files.length })
  })
})

const together = strangers.flatMap(({ files }, index) =>
  files.map(({ name, text }) => ({ name: `team-${index}/${name}`, text })),
)
test('all of them together', () => {
  expect(said(together)).toEqual({ ...nothing, files: together.length })
})

test('a thousand files without a broker say so in one line', async () => {
  const copies = Math.ceil(1000 / together.length)
  const files = Array.from({ length: copies }, (_, copy) =>
    together.map(({ name, text }) => [`copy-${copy}/${name}`, text] as const),
  ).flat()
  const cwd = folderWith(Object.fromEntries(files))
  const { code, out, err } = await warrener(['lint'], { cwd }).finally(() => removeFolder(cwd))
  expect({ code, err }).toEqual({ code: 0, err: '' })
  // Templates may hold one, which only their rendering tells.
  expect(out).toMatch(
    /^Skipped: \S.*\n(?: {2}\S.*\n){0,4}No RabbitMQ found in 1\d{3} files\.\nThe annotation .*\n$/,
  )
})

describe('the image of a broker that is given a command', () => {
  const nodes = (container: object): number => {
    const containers = [{ name: 'main', image: 'rabbitmq:4.2.1', ...container }]
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod' }, spec: { containers } }
    return lint([{ name: 'pod.json', text: JSON.stringify(pod) }]).clusters.length
  }
  test.each([
    [{ command: ['sleep', 'infinity'] }],
    [{ args: ['rabbitmqctl', '-n', 'rabbit@mq', 'status'] }],
    [{ command: ['sh', '-c', 'until rabbitmq-diagnostics -q ping; do sleep 1; done'] }],
  ])('runs no node where they are tools: %j', container => expect(nodes(container)).toBe(0))
  test.each([
    [{}],
    [{ command: ['rabbitmq-server'] }],
    [{ args: ['docker-entrypoint.sh', 'rabbitmq-server'] }],
    [
      {
        command: [
          'sh',
          '-c',
          'rabbitmq-server -detached; sleep 9; rabbitmqctl add_user a b; tail -f /dev/null',
        ],
      },
    ],
    [{ command: ['sh', '-c', 'sleep 5; exec "$@"'] }],
    [{ command: ['/start.sh'] }],
    // Held for a look into it: all else is a node's.
    [{ command: ['sleep', 'infinity'], ports: [{ containerPort: 4369 }] }],
  ])('is a node where they start one, or may: %j', container => expect(nodes(container)).toBe(1))
})
