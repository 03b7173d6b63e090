import { parentPort, workerData } from 'node:worker_threads'
import { rules } from '../../bound.ts'
import { docsUrl } from '../../lint/docs-url.ts'
import { admit } from '../core.ts'
import { deadlineOf } from '../deadline.ts'
import { BadReview } from '../decode.ts'
import { reportedFault } from '../fault.ts'
import { parsedReview } from '../parse.ts'
import { NotRead, type ObjectReader } from '../reader.ts'
import { recallOf } from '../recall.ts'
import { inOrder } from '../rule-order.ts'
import type { FromThread, Job, ReaderFacts, Setup, Told, ToThread, Verb } from './messages.ts'
import { withProcessorTime } from './processor-time.ts'

/*
 * A thread that judges large reviews, one after the other, while the server goes on with the small ones. It looks up what
 * it needs through the server.
 */
const setup: Setup = workerData
const ordered = inOrder(rules)
const recall = recallOf()
const open = new Map<number, PromiseWithResolvers<unknown>>()
let calls = 0

const tell = (message: FromThread): void => parentPort?.postMessage(message)

function ask<T>(verb: Verb, isLive: boolean, args: readonly unknown[]): Promise<T> {
  const call = ++calls
  const answer = Promise.withResolvers<unknown>()
  open.set(call, answer)
  tell({ is: 'call', call, verb, isLive, args })
  return answer.promise as Promise<T>
}

/** A reader that asks the server's. Signals stay where they are: the server has its own of the same time. */
const readerOver = ({ live, ...facts }: ReaderFacts, isLive = false): ObjectReader => ({
  ...facts,
  get: (kind, namespace, name) => ask('get', isLive, [kind, namespace, name]),
  list: (kind, namespace) => ask('list', isLive, [kind, namespace]),
  may: right => ask('may', isLive, [right]),
  ...(live === undefined ? {} : { live: readerOver(live, true) }),
})

function settle({ call, value, error }: Told): void {
  const answer = open.get(call)
  open.delete(call)
  if (error) answer?.reject(Object.assign(new NotRead(error.message), { name: error.name }))
  else answer?.resolve(value)
}

async function judge({ bytes, door, today, timeout, waited, reader }: Job): Promise<void> {
  try {
    const review = parsedReview(bytes)
    const answer = await admit(review, {
      ...setup,
      ...door,
      ...withProcessorTime(deadlineOf(timeout, performance.now() - waited)),
      rules: ordered,
      reader: reader && readerOver(reader),
      recall,
      docs: docsUrl,
      today,
      log: entry => tell({ is: 'log', entry }),
    })
    tell({ is: 'answer', answer })
  } catch (error) {
    if (error instanceof BadReview) tell({ is: 'bad', why: error.message })
    else tell({ is: 'fault', fault: reportedFault(error) })
  }
}

parentPort?.on('message', (message: ToThread) => {
  if (message.is === 'told') settle(message)
  else void judge(message)
})
