import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from '../jest.ts'
import { folderWith, removeFolder, root } from '../process.ts'

const written = `${'é and more\n'.repeat(100_000)}end\n`
/** Writes more than any pipe holds, in three pieces, and ends with an exit code of its own. */
const program = `
  import { end, processOutput } from ${JSON.stringify(join(root, 'cli/output.ts'))}
  const out = processOutput(1)
  for (let piece = 0; piece < 3; piece++) out.write('é and more\\n'.repeat(100_000) + 'end\\n')
  if (out.isTTY) throw new Error('a terminal')
  end(3, { out, err: processOutput(2) })`
/** Makes standard output, of which 3 is a copy, one that does not wait for its reader, as a parent may have left it. */
const unwaiting = `import { Socket } from 'node:net'; new Socket({ fd: 3 }).unref().on('error', () => {});`

let folder = ''
beforeAll(() => {
  folder = folderWith()
})
afterAll(() => removeFolder(folder))

const start = (code: string, out: 'pipe' | number): ChildProcess =>
  spawn('sh', ['-c', 'exec "$0" --input-type=module -e "$1" 3>&1', process.execPath, code], {
    stdio: ['ignore', out, 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  })
const ended = async (child: ChildProcess): Promise<readonly [code: number | null, err: string]> => {
  const [err, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'close')])
  return [code, err]
}

test.each([
  ['that waits', ''],
  ['that does not wait', unwaiting],
])('a reader gets everything in order, from an output %s', async (_, before) => {
  const child = start(before + program, 'pipe')
  const read = child.stdout ? text(child.stdout) : ''
  expect(await ended(child)).toEqual([3, ''])
  expect((await read) === written.repeat(3)).toBe(true)
})

test.each([
  ['that waits', ''],
  ['that does not wait', unwaiting],
])('a reader that has seen enough is no failure, of an output %s', async (_, before) => {
  const child = start(before + program, 'pipe')
  child.stdout?.once('data', () => child.stdout?.destroy())
  expect(await ended(child)).toEqual([3, ''])
})

test('a file', async () => {
  const file = join(folder, 'out')
  expect(await ended(start(program, openSync(file, 'w')))).toEqual([3, ''])
  expect(readFileSync(file, 'utf8') === written.repeat(3)).toBe(true)
})

test('what is thrown away', async () => {
  expect(await ended(start(program, openSync('/dev/null', 'w')))).toEqual([3, ''])
})
