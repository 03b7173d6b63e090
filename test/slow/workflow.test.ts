import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { goTool } from '../go-tool.ts'
import { expect, test } from '../jest.ts'
import { root } from '../process.ts'

const actionlint = (): Promise<string> => {
  const module = 'github.com/rhysd/actionlint'
  return goTool({ name: 'actionlint', module, version: 'v1.7.12', path: 'cmd/actionlint' })
}

test.each(['README.md', 'docs/action.md'])('nor against what %s says to copy', async page => {
  const text = readFileSync(join(root, page), 'utf8')
  const workflows = [...text.matchAll(/^```yaml\n(name: [\s\S]*?)^```$/gm)].map(
    ([, workflow]) => workflow ?? '',
  )
  expect(workflows).toHaveLength(1)
  for (const input of workflows) {
    const { status, stdout } = spawnSync(await actionlint(), ['-no-color', '-'], { input, encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    // Whose actions run in a workflow, and what they may do there, is said.
    expect(input).toMatch(/^permissions:\n {2}contents: read$/m)
    expect(input).toMatch(/uses: actions\/checkout@[0-9a-f]{40} # v\d+\.\d+\.\d+$/m)
  }
})

test('actionlint has nothing against the workflows', async () => {
  const program = await actionlint()
  const workflows = globSync('.github/workflows/*.yaml', { cwd: root })
  expect(workflows.length).toBeGreaterThan(0)
  const { status, stdout, stderr } = spawnSync(program, ['-no-color', ...workflows], {
    cwd: root,
    encoding: 'utf8',
  })
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
})
