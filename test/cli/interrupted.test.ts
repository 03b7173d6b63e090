import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { cluster } from '../../policies/sample.ts'
import { expect, test } from '../jest.ts'
import { builtCommand, folderWith, removeFolder, runNode } from '../process.ts'

const many = 60
const text = (index: number): string =>
  cluster({ service: { clusterIP: 'None' }, namespace: `mq-${index}` }).replaceAll(
    '.mq.svc',
    `.mq-${index}.svc`,
  )

test('a run that is killed while it writes leaves each file as it was or as it is to be', async () => {
  const built = builtCommand()
  const before = new Map(Array.from({ length: many }, (_, index) => [`${index}.yaml`, text(index)]))
  const cwd = folderWith(Object.fromEntries(before))
  const child = spawn(process.execPath, [built.launcher, 'fix', '--quiet'], { cwd, stdio: 'ignore' })
  const watcher = watch(cwd, () => child.kill('SIGKILL'))
  const [, signal] = await once(child, 'exit')
  watcher.close()
  expect(signal).toBe('SIGKILL')
  const states = [...before].map(([name, old]) => {
    const now = readFileSync(join(cwd, name), 'utf8')
    return now === old ? 'old' : now === mended(old) ? 'new' : 'neither'
  })
  expect(states).not.toContain('neither')
  // What it had begun beside a file is read by nobody, and the next run ends what this one began.
  expect(readdirSync(cwd).filter(name => name.endsWith('.yaml'))).toHaveLength(many)
  runNode([built.launcher, 'fix', '--quiet'], { cwd })
  for (const [name, old] of before) expect(readFileSync(join(cwd, name), 'utf8')).toBe(mended(old))
  removeFolder(cwd)
  removeFolder(built.folder)
})

const mended = (old: string): string =>
  old.replace(/( {2}clusterIP: None\n(?: {2}.*\n)+)/, '$1  publishNotReadyAddresses: true\n')
