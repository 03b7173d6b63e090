import { appendFileSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { matchesGlob } from 'node:path'
import { parseArgs } from 'node:util'
import { bundle } from '../test/mutation/bundle.ts'
import { type Mutant, mutantsOf } from '../test/mutation/mutants.ts'
import { Runner } from '../test/mutation/runner.ts'
import { sampleOf } from '../test/mutation/sample.ts'
import { mutantLine, summary, survivorLine, unreached } from '../test/mutation/summary.ts'

/*
 * Changes the code of rules and model in small ways, one at a time, and says which changes no test notices: `npm run mutate -- --seed 1 --count 1500
 * --files 'model/names/**'`. With --all every mutant is tried, with --out the survivors go to a file, and with --again those of a file are tried once more.
 * The checks of one mutant have 1.5 seconds (--seconds): what is not noticed in that time counts as survivor.
 *
 * It is no StrykerJS: that takes no seeded sample, and runs each mutant in Jest, where native ES modules are loaded anew for each suite
 * (here that takes seconds, and almost all suites load almost all rules). Here all mutants lie behind switches in one bundle, rows are
 * run without Jest, only those that reach the mutant, and the first that fails ends it.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1500' },
    files: { type: 'string', default: '{policies,model}/**' },
    all: { type: 'boolean', default: false },
    again: { type: 'string' },
    seconds: { type: 'string', default: '1.5' },
    out: { type: 'string' },
  },
})
const root = process.cwd()
const from = Date.now()
const files = globSync('{policies,model}/**/*.ts').sort()
const all = files
  .filter(file => matchesGlob(file, values.files))
  .flatMap(file => mutantsOf(file, readFileSync(file, 'utf8')))
const chosen = chosenOf(values)
const mutants = chosen.map((mutant, id) => ({ ...mutant, id }))
console.error(`${mutants.length} of ${all.length} mutants`)

const runner = new Runner(root, await bundle(root, files, mutants), mutants, Number(values.seconds) * 1000)
const broken = await runner.look()
for (const { group, name, error } of broken)
  console.error(`left out, as it fails by itself: ${group}: ${name}: ${error?.split('\n')[0]}`)
if (values.out !== undefined) writeFileSync(values.out, '')
const results = await runner.tryAll((result, done) => {
  if (done % 50 === 0) console.error(`${done} of ${mutants.length}, ${minutes()} min`)
  if (result.killedBy !== undefined) return
  if (values.out === undefined) console.log(survivorLine(result))
  else appendFileSync(values.out, `${survivorLine(result)}\n`)
})
await runner.end()
console.log(summary(results))
console.log(`seed ${values.seed}, ${minutes()} min`)

function chosenOf({ all: isAll, again, count, seed }: typeof values): readonly Mutant[] {
  if (again === undefined) return isAll ? all : sampleOf(all, Number(count), Number(seed))
  const survivors = new Set(
    readFileSync(again, 'utf8')
      .split('\n')
      .map(line => line.replace(unreached, '')),
  )
  return all.filter(mutant => survivors.has(mutantLine(mutant)))
}

function minutes(): string {
  return ((Date.now() - from) / 60_000).toFixed(1)
}
