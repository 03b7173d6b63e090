import { connect, type TLSSocket } from 'node:tls'

/** Where reviews are posted. */
export interface Target {
  readonly port: number
  readonly ca: string
  readonly path?: string
}

/** A connection that is kept: one request after the other. By hand, so that who asks takes little of the processor of who answers. */
export interface Connection {
  /** Milliseconds from the question to the end of the answer. Rejects any other status than 200. */
  post(body: string): Promise<number>
  close(): void
}

export async function connectionTo({
  port,
  ca,
  path = '/validate?timeout=10s',
}: Target): Promise<Connection> {
  const socket = connect({ host: '127.0.0.1', servername: 'localhost', port, ca })
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve).once('error', reject)
  })
  socket.setNoDelay(true)
  const answers = answersOf(socket)
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: `
  return {
    async post(body) {
      const start = performance.now()
      socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`)
      const answer = await answers()
      if (!answer.startsWith('HTTP/1.1 200 ')) throw new Error(`answered ${answer}`)
      return performance.now() - start
    },
    close: () => void socket.destroy(),
  }
}

/** Gives the next whole answer of a socket, which says how long it is. */
function answersOf(socket: TLSSocket): () => Promise<string> {
  let come = ''
  let next = unheard()
  socket.setEncoding('latin1').on('data', (text: string) => {
    come += text
    const end = come.indexOf('\r\n\r\n')
    const length = Number(/content-length: (\d+)/i.exec(come.slice(0, end))?.[1])
    if (end < 0 || come.length < end + 4 + length) return
    const answer = come
    come = ''
    next.resolve(answer)
  })
  const fail = (error?: Error): void => next.reject(error ?? new Error('the connection was closed'))
  socket.on('error', fail).on('close', () => fail())
  return async () => {
    try {
      return await next.promise
    } finally {
      next = unheard()
    }
  }
}

/** One request on a connection of its own. */
export const post = async (target: Target, body: string): Promise<number> => {
  const times = await oneByOne(target, [body], 1)
  return times[0] ?? Number.NaN
}

/** What may fail while nobody waits for it: a connection that is closed. */
function unheard(): PromiseWithResolvers<string> {
  const made = Promise.withResolvers<string>()
  made.promise.catch(() => undefined)
  return made
}

async function withConnections<T>(
  target: Target,
  count: number,
  use: (all: readonly Connection[]) => Promise<T>,
): Promise<T> {
  const all = await Promise.all(Array.from({ length: count }, () => connectionTo(target)))
  try {
    return await use(all)
  } finally {
    for (const connection of all) connection.close()
  }
}

/** As many as go in a time, some at once: how many a second. */
export const throughput = (
  target: Target,
  bodies: readonly string[],
  { at, ms }: { readonly at: number; readonly ms: number },
): Promise<number> =>
  withConnections(target, at, async all => {
    const begin = performance.now()
    let count = 0
    const worker = async (connection: Connection): Promise<void> => {
      while (performance.now() < begin + ms) await connection.post(bodies[count++ % bodies.length] ?? '')
    }
    await Promise.all(all.map(worker))
    return (count / (performance.now() - begin)) * 1000
  })

/** One after the other: the milliseconds of each. */
export const oneByOne = (
  target: Target,
  bodies: readonly string[],
  count: number,
): Promise<readonly number[]> =>
  withConnections(target, 1, async ([connection]) => {
    const times: number[] = []
    for (let index = 0; connection && index < count; index++)
      times.push(await connection.post(bodies[index % bodies.length] ?? ''))
    return times
  })

/** So many a second, whether the ones before were answered or not: the milliseconds of each, from when it was due. */
export const steadily = (
  target: Target,
  bodies: readonly string[],
  { perSecond, ms }: { readonly perSecond: number; readonly ms: number },
): Promise<readonly number[]> =>
  withConnections(target, 64, async all => {
    const free = [...all]
    const waiting: (() => void)[] = []
    const pending: Promise<number>[] = []
    const begin = performance.now()
    const ask = async (index: number): Promise<number> => {
      if (free.length === 0) await new Promise<void>(resolve => waiting.push(resolve))
      const connection = free.pop()
      await connection?.post(bodies[index % bodies.length] ?? '')
      if (connection) free.push(connection)
      waiting.shift()?.()
      return performance.now() - begin - (index / perSecond) * 1000
    }
    for (let index = 0; index < (perSecond * ms) / 1000; ) {
      const due = Math.floor(((performance.now() - begin) * perSecond) / 1000)
      for (; index <= due; index++) pending.push(ask(index))
      await new Promise(resolve => setTimeout(resolve, 1))
    }
    return Promise.all(pending)
  })

/** The value that a share of all is not above. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
