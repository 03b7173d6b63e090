import { Agent, request } from 'node:https'

/** Where reviews are posted. */
export interface Target {
  readonly port: number
  readonly ca: string
  readonly path?: string
}

/** Milliseconds from the question to the end of the answer. Rejects any other status than 200. */
export function post(target: Target, body: string | Buffer, agent: Agent | false = false): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const start = performance.now()
  const sent = request(
    {
      ...{ host: '127.0.0.1', servername: 'localhost', port: target.port, ca: target.ca, agent },
      path: target.path ?? '/validate?timeout=10s',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    },
    response => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - start)
        else reject(new Error(`answered ${response.statusCode}`))
      })
    },
  )
  sent.once('error', reject)
  sent.end(body)
  return promise
}

const connections = (count: number): Agent => new Agent({ keepAlive: true, maxSockets: count })

/** As many as go in a time, some at once: how many a second. */
export async function throughput(
  target: Target,
  bodies: readonly string[],
  { at, ms }: { readonly at: number; readonly ms: number },
): Promise<number> {
  const agent = connections(at)
  const end = performance.now() + ms
  let count = 0
  const worker = async (): Promise<void> => {
    while (performance.now() < end) await post(target, bodies[count++ % bodies.length] ?? '', agent)
  }
  await Promise.all(Array.from({ length: at }, worker))
  agent.destroy()
  return (count / ms) * 1000
}

/** One after the other: the milliseconds of each. */
export async function oneByOne(
  target: Target,
  bodies: readonly string[],
  count: number,
): Promise<readonly number[]> {
  const agent = connections(1)
  const times: number[] = []
  for (let index = 0; index < count; index++)
    times.push(await post(target, bodies[index % bodies.length] ?? '', agent))
  agent.destroy()
  return times
}

/** So many a second, whether the ones before were answered or not: the milliseconds of each, from when it was due. */
export async function steadily(
  target: Target,
  bodies: readonly string[],
  { perSecond, ms }: { readonly perSecond: number; readonly ms: number },
): Promise<readonly number[]> {
  const agent = connections(64)
  const begin = performance.now()
  const pending: Promise<number>[] = []
  for (let index = 0; index < (perSecond * ms) / 1000; ) {
    const due = Math.floor(((performance.now() - begin) * perSecond) / 1000)
    for (; index <= due; index++) pending.push(post(target, bodies[index % bodies.length] ?? '', agent))
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  const times = await Promise.all(pending)
  agent.destroy()
  return times
}

/** The value that a share of all is not above. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
