import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { goTool } from '../go-tool.ts'
import { expect, test } from '../jest.ts'
import { root } from '../process.ts'

test('actionlint has nothing against the workflows', async () => {
  const module = 'github.com/rhysd/actionlint'
  const program = await goTool({ name: 'actionlint', module, version: 'v1.7.12', path: 'cmd/actionlint' })
  const workflows = globSync('.github/workflows/*.yaml', { cwd: root })
  expect(workflows.length).toBeGreaterThan(0)
  const { status, stdout, stderr } = spawnSync(program, ['-no-color', ...workflows], {
    cwd: root,
    encoding: 'utf8',
  })
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
})
