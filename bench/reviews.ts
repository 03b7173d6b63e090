/**
 * How the time of a review grows with what is submitted: `node bench/reviews.ts [part of a name] [from] [to]`. Milliseconds of
 * processor time for one object that holds so many of something, doubled from size to size; nothing that the API server lets
 * through (3 MiB) may take longer than a second.
 */
import { rules } from '../policies/index.ts'
import { depsOver, requestOf, wrapped } from '../test/webhook/ask.ts'
import { admit } from '../webhook/core.ts'
import { lists } from './hostile/lists.ts'
import type { HostileCase } from './hostile/objects.ts'

const most = 1000
const [word = '', from = '2500', to = '20000'] = process.argv.slice(2)

/** Milliseconds of one review, and the bytes of its body. */
async function timeOf({ of }: HostileCase, size: number): Promise<{ ms: number; bytes: number }> {
  const { object, others = [] } = of(size)
  const body = JSON.stringify(wrapped(requestOf({ object })))
  const deps = depsOver(others, { rules })
  const start = process.cpuUsage()
  await admit(JSON.parse(body), deps)
  const { user, system } = process.cpuUsage(start)
  return { ms: (user + system) / 1000, bytes: body.length }
}

for (const known of lists.filter(({ name }) => name.includes(word))) {
  // The first review of a kind compiles what it runs.
  await timeOf(known, 10)
  const cells: string[] = []
  let worst = 0
  for (let size = Number(from); size <= Number(to) && worst <= most; size *= 2) {
    const { ms, bytes } = await timeOf(known, size)
    worst = Math.max(worst, ms)
    cells.push(`${ms.toFixed(0)} ms (${(bytes / 1e6).toFixed(2)} MB)`)
  }
  console.log(`${worst > most ? 'MISSED' : 'met   '} ${known.name}: ${cells.join(', ')}`)
}
