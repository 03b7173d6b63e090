import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyKind } from '../../facts/policy-keys.ts'
import type { BootedNode } from './node.ts'

export interface NodeVerdict {
  readonly ok: boolean
  /** What the broker answered; an Erlang term. */
  readonly says: string
}

/** Whether a running node takes each policy: by the very functions that set_policy and set_operator_policy call. */
export function policyVerdicts(
  node: BootedNode,
  policies: readonly { readonly kind: PolicyKind; readonly definition: unknown }[],
): Promise<NodeVerdict[]> {
  const files = policies.map(({ kind, definition }) => ({ ending: kind, text: JSON.stringify(definition) }))
  return verdicts(node, 'set-policies.eval', files)
}

/** Whether a running node takes each definitions file: by the function that loads it at boot. */
export function importVerdicts(node: BootedNode, definitions: readonly string[]): Promise<NodeVerdict[]> {
  return verdicts(
    node,
    'import-definitions.eval',
    definitions.map(text => ({ ending: 'json', text })),
  )
}

interface Input {
  readonly ending: string
  readonly text: string
}

let calls = 0

async function verdicts(node: BootedNode, script: string, files: readonly Input[]): Promise<NodeVerdict[]> {
  calls++
  const folder = `inputs-${calls}`
  for (const [index, { ending, text }] of files.entries())
    await node.put(`${folder}/${String(index).padStart(6, '0')}.${ending}`, text)
  const expression = readFileSync(join(import.meta.dirname, script), 'utf8')
  const { code, stdout, stderr } = await node.ctl(
    ['eval', `Folder = "/node/${folder}",\n${expression}`],
    3600,
  )
  const lines = (await node.read('verdicts')).split('\n').slice(0, -1)
  if (code !== 0 || lines.length !== files.length)
    throw new Error(
      `${script} ended with ${code}, ${lines.length} of ${files.length} verdicts: ${stdout} ${stderr}`,
    )
  return lines.map(line => ({ ok: line === 'ok', says: line }))
}
