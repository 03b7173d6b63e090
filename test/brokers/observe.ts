import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BrokerRoot } from './install.ts'
import { type BootedNode, bootNode } from './node.ts'
import type { BootRow } from './rows.ts'

/** What was seen of a boot. */
export interface Observation {
  readonly outcome: BootedNode['outcome']
  readonly exitCode: number | null
  readonly log: string
  /** Standard output of rabbitmqctl, where it was asked. */
  readonly answer: string | null
}

/**
 * Boots a node as a row says, or tells what was seen of one before: of the same root, with the same files, variables and question.
 * With `WARRENER_FRESH=1` each is booted.
 */
export async function observe(root: BrokerRoot, row: BootRow): Promise<Observation> {
  const known = process.env.WARRENER_FRESH
    ? undefined
    : await readFile(fileOf(root, row), 'utf8').catch(() => undefined)
  return known === undefined ? boot(root, row) : JSON.parse(known)
}

/** Keeps what was seen, for the next time. Only for what was found right: what went wrong is looked at again. */
export async function keep(root: BrokerRoot, row: BootRow, seen: Observation): Promise<void> {
  const file = fileOf(root, row)
  await mkdir(dirname(file), { recursive: true })
  // Another process may keep the same: each puts it in place whole.
  const own = `${file}.${process.pid}`
  await writeFile(own, JSON.stringify(seen))
  await rename(own, file)
}

async function boot(root: BrokerRoot, { node: options, ctl }: BootRow): Promise<Observation> {
  const node = await bootNode(root, options)
  try {
    const asked = node.outcome === 'booted' && ctl !== undefined
    const answer = asked ? (await node.ctl(ctl)).stdout : null
    return { outcome: node.outcome, exitCode: node.exitCode() ?? null, log: node.log(), answer }
  } finally {
    await node.kill()
  }
}

const fileOf = (root: BrokerRoot, { node, ctl }: BootRow): string => {
  const key = JSON.stringify([harness, root.erlang, node, ctl ?? null])
  const name = createHash('sha256').update(key).digest('hex').slice(0, 32)
  return join(dirname(root.folder), '..', 'boots', basename(root.folder), `${name}.json`)
}
/** What boots nodes: when it changes, all are booted again. */
const harness = ['node.ts', 'jail.ts', 'kubelet.ts', 'install.ts', 'observe.ts'].map(name =>
  readFileSync(join(import.meta.dirname, name), 'utf8'),
)
