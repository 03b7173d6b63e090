import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrokerRoot } from './install.ts'
import { openJail } from './jail.ts'

export interface ConfFile {
  readonly name: string
  readonly text: string
}

/** What the broker's own configuration library says of a rabbitmq.conf. */
export interface ConfVerdict {
  readonly name: string
  readonly ok: boolean
  /** Where it was refused: `parsing`, `transform_datatypes`, `validation`, `apply_translations` or `crash`; else empty. */
  readonly phase: string
  /** The reasons, as the log of a node would have them. */
  readonly errors: readonly string[]
  /** What the file parses to, in the order of the parser: the words of each key, and its value. */
  readonly pairs: readonly (readonly [words: readonly string[], value: string])[]
}

export interface ConfCheckOptions {
  /** A folder of `<app>/priv/schema/*.schema` to judge by; without it the schemas of the root's plugins. */
  readonly schemaDir?: string
  /** Files that values may name, by their name in `/node`. */
  readonly onDisk?: Readonly<Record<string, string>>
}

/**
 * The verdicts of the cuttlefish of a broker root, of one Erlang process for all files: some 10 ms for each, and ten
 * times that for one with an unknown key, as it looks for keys that are spelt alike. The files see what is in the root
 * (`/etc/hosts`, say) and nothing of the machine.
 */
export async function confVerdicts(
  root: BrokerRoot,
  files: readonly ConfFile[],
  { schemaDir, onDisk = {} }: ConfCheckOptions = {},
): Promise<ConfVerdict[]> {
  const jail = await openJail(root)
  try {
    await copyFile(join(import.meta.dirname, escript), join(jail.folder, escript))
    if (schemaDir !== undefined) await cp(schemaDir, join(jail.folder, 'schemas'), { recursive: true })
    for (const [name, text] of Object.entries(onDisk)) await writeFile(join(jail.folder, name), text)
    await writeConfs(join(jail.folder, 'conf'), files)
    const args = [`${root.home}/plugins`, schemaDir === undefined ? '-' : '/node/schemas', '/node/conf']
    const { code, stdout, stderr } = await jail.run(['escript', `/node/${escript}`, ...args], 3600)
    const lines = stdout.split('\n').filter(line => line !== '')
    if (code !== 0 || lines.length !== files.length)
      throw new Error(`${escript} on ${root.version} ended with ${code}: ${stderr.slice(0, 500)}`)
    return files.map(({ name }, index) => ({ name, ...JSON.parse(lines[index] ?? '') }))
  } finally {
    await jail.close()
  }
}

const escript = 'conf-check.escript'

async function writeConfs(folder: string, files: readonly ConfFile[]): Promise<void> {
  await mkdir(folder)
  // Numbers of one width, so that the order of names is the order of files.
  for (const [index, { text }] of files.entries())
    await writeFile(join(folder, `${String(index).padStart(7, '0')}.conf`), text)
}
