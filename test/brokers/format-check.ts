import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrokerRoot } from './install.ts'
import { openJail } from './jail.ts'

const escript = 'format-check.escript'

/**
 * What the readers of a broker root make of texts: `refused`, or `read` and, of Erlang terms, what was read. In the order
 * of the texts, by one Erlang process.
 */
export async function formatVerdicts(
  root: BrokerRoot,
  format: 'json' | 'erlang',
  texts: readonly string[],
): Promise<string[]> {
  const jail = await openJail(root)
  try {
    await copyFile(join(import.meta.dirname, escript), join(jail.folder, escript))
    await mkdir(join(jail.folder, 'texts'))
    // Numbers of one width, so that the order of names is the order of texts.
    for (const [index, text] of texts.entries())
      await writeFile(join(jail.folder, 'texts', String(index).padStart(7, '0')), text)
    const command = ['escript', `/node/${escript}`, format, `${root.home}/plugins`, '/node/texts']
    const { code, stdout, stderr } = await jail.run(command, 3600)
    const lines = stdout.split('\n').slice(0, -1)
    if (code !== 0 || lines.length !== texts.length)
      throw new Error(`${escript} on ${root.version} ended with ${code}: ${stderr.slice(0, 500)}`)
    return lines.map(line => line.trimEnd())
  } finally {
    await jail.close()
  }
}
