import { parseArgs } from 'node:util'
import { brokerRoot } from '../test/brokers/install.ts'
import { tellingLines } from '../test/brokers/node.ts'
import { observe } from '../test/brokers/observe.ts'
import { bootRows, releaseIn, releaseOf, triedOn } from '../test/brokers/rows.ts'

/*
 * What real nodes do: `npm run observe -- 'configuration: an unknown key'` boots the rows of test/slow/boots that have this in
 * their name, on each release, and prints how it ended and the lines of the log that tell why. With `-- --all` the whole log.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false } },
})
const wanted = (await bootRows()).filter(
  ({ title }) => positionals.length > 0 && positionals.some(part => title.includes(part)),
)
if (wanted.length === 0) {
  console.error('no row of test/slow/boots has this in its name')
  process.exit(2)
}

for (const row of wanted)
  for (const [suite] of triedOn(row)) {
    const root = await brokerRoot(suite)
    const { outcome, exitCode, log, answer } = await observe(root, row)
    const wrong =
      (outcome === 'booted') === releaseIn(row.boots, releaseOf(root)) ? '' : ', which the row does not say'
    console.log(`${row.title}: ${root.version} ${outcome} (${exitCode ?? 'runs'})${wrong}`)
    for (const line of values.all ? log.split('\n') : tellingLines(log)) console.log(`  ${line}`)
    if (answer !== null) console.log(`  rabbitmqctl: ${answer.trim()}`)
  }
