import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lint } from '../index.ts'
import { rules } from '../policies/index.ts'
import { type GoTool, goTool } from '../test/go-tool.ts'

/*
 * How many of the defects that the examples of our rules show other linters tell: `npm run linters`. Each gives what it says of the bad
 * and of the good example; a defect is told where something is said of the bad one that is not said of the good one. The tools are
 * those that the Go module proxy has; they are built once. docs/linters.md has the figures.
 */
const tools: readonly (GoTool & {
  readonly run: readonly string[]
  readonly linesOf: (out: string) => readonly string[]
})[] = [
  {
    ...{
      name: 'kube-score',
      module: 'github.com/zegl/kube-score',
      version: 'v1.20.0',
      path: 'cmd/kube-score',
    },
    run: ['score', '--output-format', 'ci', '-'],
    linesOf: out => out.split('\n').filter(line => /^\[(?:CRITICAL|WARNING)\]/.test(line)),
  },
  {
    ...{
      name: 'kubeconform',
      module: 'github.com/yannh/kubeconform',
      version: 'v0.8.0',
      path: 'cmd/kubeconform',
    },
    // Schemas come from the network, which nothing here reaches: what it tells without them.
    run: ['-strict', '-ignore-missing-schemas', '-schema-location', '/nowhere/{{ .ResourceKind }}.json', '-'],
    linesOf: out => out.split('\n').filter(line => line.trim() !== ''),
  },
]

const folder = mkdtempSync(join(tmpdir(), 'warrener-linters-'))
/** Some exceptions of the examples are over. */
const today = new Date().toISOString().slice(0, 10)
const examples = rules.flatMap(({ id, example, scope, worst }) => {
  const { bad, good } = example()
  return scope === 'change' || worst === 'info' ? [] : [{ id, bad, good }]
})
const ours = examples.filter(({ id, bad, good }) => {
  const told = (text: string): boolean =>
    lint([{ name: 'a.yaml', text }], { today }).findings.some(({ rule }) => rule === id)
  return told(bad) && !told(good)
})
console.log(`${examples.length} defects that are errors or warnings: each as its rule's example has it`)
console.log(`warrener: ${ours.length}`)
for (const tool of tools) {
  const program = await goTool(tool)
  const told: string[] = []
  for (const { id, bad, good } of examples) {
    const [of, without] = [await said(program, tool, bad), await said(program, tool, good)]
    const known = new Set(without)
    if (of.some(line => !known.has(line))) told.push(id)
  }
  console.log(`${tool.name} ${tool.version}: ${told.length}${told.length > 0 ? `: ${told.join(', ')}` : ''}`)
}
rmSync(folder, { recursive: true })

function said(
  program: string,
  { run, linesOf }: (typeof tools)[number],
  text: string,
): Promise<readonly string[]> {
  const file = join(folder, 'manifests.yaml')
  writeFileSync(file, text)
  return new Promise(resolve => {
    const child = spawn(program, [...run], { stdio: ['pipe', 'pipe', 'pipe'] })
    let out = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => {
        out += data.toString()
      })
    child.on('exit', () => resolve(linesOf(out)))
    child.stdin.end(text)
  })
}
