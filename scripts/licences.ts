import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
}

/**
 * Name, version and licence text of every package that bundles contain, sorted by name.
 * @throws where a package has no licence text to pass on
 */
export function licences(root: string, metafiles: readonly Metafile[]): string {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(output => Object.keys(output.inputs)),
  )
  const folders = new Set(
    // What a plugin of the build gives has a word and a colon before its path.
    inputs.flatMap(
      input => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replace(/^[a-z]+:/, ''))?.[0] ?? [],
    ),
  )
  return [...folders]
    .sort()
    .map(folder => licenceOf(join(root, folder)))
    .join('\n')
}

function licenceOf(folder: string): string {
  const { name, version, license }: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
  const text = file === undefined ? readmeLicence(folder) : readFileSync(join(folder, file), 'utf8')
  if (text === undefined) throw new Error(`${name} has no licence text`)
  return `${name} ${version} (${license ?? 'see below'})\n\n${text.trim()}\n\n${'-'.repeat(80)}\n`
}

/** Some packages keep the text at the end of their README. */
function readmeLicence(folder: string): string | undefined {
  const readme = join(folder, 'README.md')
  return existsSync(readme) ? /^#+ licen[cs]e\b[\s\S]*$/im.exec(readFileSync(readme, 'utf8'))?.[0] : undefined
}
