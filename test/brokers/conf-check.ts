import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrokerRoot } from './install.ts'
import { type Jail, openJail } from './jail.ts'

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

/**
 * The verdicts of the cuttlefish of a broker root, of one Erlang process for all files: some milliseconds for each. The
 * files see the root's own files (`/etc/hosts` exists) and nothing of the machine.
 * @param schemaDir a folder of `<app>/priv/schema/*.schema` to judge by; without it the schemas of the root's plugins
 */
export async function confVerdicts(
  root: BrokerRoot,
  files: readonly ConfFile[],
  schemaDir?: string,
): Promise<ConfVerdict[]> {
  const jail = await openJail(root)
  try {
    await prepare(jail, files, schemaDir)
    const args = [`${root.home}/plugins`, schemaDir === undefined ? '-' : '/node/schemas', '/node/conf']
    const { code, stdout, stderr } = await jail.run(['escript', '/node/conf-check.escript', ...args], 600)
    const lines = stdout.split('\n').filter(line => line !== '')
    if (code !== 0 || lines.length !== files.length)
      throw new Error(`conf-check.escript on ${root.version} ended with ${code}: ${stderr.slice(0, 500)}`)
    return files.map(({ name }, index) => ({ name, ...JSON.parse(lines[index] ?? '') }))
  } finally {
    await jail.close()
  }
}

async function prepare({ folder }: Jail, files: readonly ConfFile[], schemaDir: string | undefined) {
  await copyFile(join(import.meta.dirname, 'conf-check.escript'), join(folder, 'conf-check.escript'))
  if (schemaDir !== undefined) await cp(schemaDir, join(folder, 'schemas'), { recursive: true })
  const confDir = join(folder, 'conf')
  await mkdir(confDir)
  // Numbers of one width, so that the order of names is the order of files.
  for (const [index, { text }] of files.entries())
    await writeFile(join(confDir, `${String(index).padStart(7, '0')}.conf`), text)
}
