import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { siteFiles } from './site/site.ts'

/*
 * Writes the docs as a site that needs no server: `npm run docs:site`, into the folder site, or one that is named.
 */
const { positionals } = parseArgs({ allowPositionals: true })
const folder = positionals[0] ?? 'site'
rmSync(folder, { recursive: true, force: true })
const files = siteFiles(path => readFileSync(path, 'utf8'))
for (const [name, text] of files) {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}
console.log(`${files.size} files in ${folder}: open ${join(folder, 'index.html')}`)
