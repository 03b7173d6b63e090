import { setTimeout as wait } from 'node:timers/promises'
import { isObject, type JsonObject, member } from '../model/kube/json.ts'
import { scalarText } from '../model/kube/read.ts'
import { type ApiConnection, itemsOf, pathOf } from './api-connection.ts'
import { HeldObjects } from './held-objects.ts'
import { NotRead, type ServedKind } from './reader.ts'

/*
 * List and watch. The informer of @kubernetes/client-node holds whole parsed objects, asks for no bookmarks and in no pages, and ends for
 * good at most errors.
 */

/** The times of an informer, in milliseconds. */
export interface InformerTimes {
  /** Before the first list: who is asked as soon as it is there answers first, and learns the rest of the cluster then. */
  readonly begin: number
  /** All is listed anew, whatever the watch has told: it may have left something out. */
  readonly relist: number
  /** A watch that says nothing for so long, not even a bookmark, is broken. The API server sends one each minute. */
  readonly silence: number
  /** Without a watch for so long, what is held is not believed any more. */
  readonly gap: number
  /** The shortest and the longest pause after something went wrong. */
  readonly pause: readonly [shortest: number, longest: number]
  /** A kind that is not served is asked for again after so long. */
  readonly unserved: number
}
export const usualTimes: InformerTimes = {
  begin: 500,
  relist: 600_000,
  silence: 90_000,
  gap: 5_000,
  pause: [500, 30_000],
  unserved: 30_000,
}

/** The objects of one kind in all namespaces, followed as they change. */
export interface Informer {
  /** Undefined while they are not all known, or may have changed without a word. */
  held(): HeldObjects | undefined
}

const pageSize = 500

/**
 * @param signal ends it
 * @param said told why the objects could not be followed, and undefined where they could
 */
export function informerOf(
  kind: ServedKind,
  api: ApiConnection,
  signal: AbortSignal,
  said: (problem: string | undefined) => void,
  times: InformerTimes = usualTimes,
): Informer {
  const informer = new Following(kind, api, signal, said, times)
  void informer.run()
  return informer
}

class Following implements Informer {
  readonly #path: string
  readonly #isWhole: boolean
  #held: HeldObjects | undefined
  #version = ''
  /** When the watch was heard of for the last time. */
  #heard = 0
  #isOpen = false
  readonly #api: ApiConnection
  readonly #signal: AbortSignal
  readonly #times: InformerTimes

  readonly #said: (problem: string | undefined) => void

  constructor(
    kind: ServedKind,
    api: ApiConnection,
    signal: AbortSignal,
    said: (problem: string | undefined) => void,
    times: InformerTimes,
  ) {
    this.#said = said
    this.#path = pathOf(kind, '')
    this.#isWhole = kind.watched === 'whole'
    this.#api = api
    this.#signal = signal
    this.#times = times
  }

  held(): HeldObjects | undefined {
    const silent = performance.now() - this.#heard
    return silent < (this.#isOpen ? this.#times.silence : this.#times.gap) ? this.#held : undefined
  }

  async run(): Promise<void> {
    const [shortest, longest] = this.#times.pause
    let pause = shortest
    await this.#pause(this.#times.begin)
    while (!this.#signal.aborted) {
      try {
        const wasServed = await this.#list()
        this.#said(undefined)
        if (!wasServed) {
          await this.#pause(this.#times.unserved)
          continue
        }
        pause = shortest
        await this.#watchUntilRelisted()
      } catch (error) {
        if (!this.#signal.aborted)
          this.#said(error instanceof NotRead || error instanceof Error ? error.message : String(error))
      }
      // Also after a list that went well: a server that breaks off each watch is not to be asked without pause.
      await this.#pause(pause * (1 + Math.random() / 2))
      pause = Math.min(pause * 2, longest)
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: this.#signal }).catch(() => undefined)
  }

  /** Lists all, page by page. False where the kind is not served: then there are none, until it is. */
  async #list(): Promise<boolean> {
    const held = new HeldObjects(this.#isWhole)
    let next = ''
    let version = ''
    do {
      const query = `limit=${pageSize}${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`
      const page = await this.#within(this.#times.silence, signal =>
        this.#api.page(`${this.#path}?${query}`, signal, this.#accept('PartialObjectMetadataList')),
      )
      if (page === undefined) {
        this.#took(held, '')
        this.#heard = performance.now() + this.#times.unserved
        return false
      }
      for (const object of itemsOf(page)) held.put(object)
      next = scalarText(member(page.metadata, 'continue')) ?? ''
      version = scalarText(member(page.metadata, 'resourceVersion')) ?? ''
    } while (next !== '')
    this.#took(held, version)
    return true
  }

  #took(held: HeldObjects, version: string): void {
    this.#held = held
    this.#version = version
    this.#heard = performance.now()
  }

  /** Follows what changes, with a new watch when one ends, until it is time to list anew. */
  async #watchUntilRelisted(): Promise<void> {
    const until = performance.now() + this.#times.relist * (1 - Math.random() / 10)
    let isEmpty = false
    while (!this.#signal.aborted && performance.now() < until && this.#version !== '') {
      if (isEmpty) await this.#pause(this.#times.pause[0])
      isEmpty = !(await this.#watch(until - performance.now()))
    }
  }

  /** One watch, as long as it lasts. False where it told nothing. */
  async #watch(longest: number): Promise<boolean> {
    const seconds = Math.ceil(Math.min(longest, 300_000) / 1000)
    const query = `watch=1&allowWatchBookmarks=true&timeoutSeconds=${seconds}&resourceVersion=${encodeURIComponent(this.#version)}`
    const silence = new AbortController()
    const enough = AbortSignal.timeout(Math.max(0, Math.ceil(longest)))
    const signal = AbortSignal.any([this.#signal, silence.signal, enough])
    const alarm = setTimeout(() => silence.abort(new NotRead('the watch fell silent')), this.#times.silence)
    let told = false
    try {
      const lines = await this.#api.lines(
        `${this.#path}?${query}`,
        signal,
        this.#accept('PartialObjectMetadata'),
      )
      this.#isOpen = true
      this.#heard = performance.now()
      for await (const line of lines) {
        alarm.refresh()
        this.#heard = performance.now()
        this.#take(JSON.parse(line))
        told = true
      }
    } catch (error) {
      if (!enough.aborted) throw error
    } finally {
      clearTimeout(alarm)
      this.#isOpen = false
    }
    return told
  }

  /** One event. Throws where all has to be listed again. Told twice, it is the same. */
  #take({ type, object }: JsonObject): void {
    if (!isObject(object)) throw new NotRead('the watch told of something that is no object')
    // 410 Gone above all: what changed since then is not known any more.
    if (type === 'ERROR')
      throw new NotRead(`the watch ended: ${scalarText(object.message) ?? 'no reason given'}`)
    if (type === 'DELETED') this.#held?.drop(object)
    else if (type === 'ADDED' || type === 'MODIFIED') this.#held?.put(object)
    const version = scalarText(member(object.metadata, 'resourceVersion'))
    if (version !== undefined && version !== '') this.#version = version
  }

  #accept(type: string): string | undefined {
    return this.#isWhole ? undefined : `application/json;as=${type};g=meta.k8s.io;v=v1`
  }

  #within<T>(milliseconds: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return ask(AbortSignal.any([this.#signal, AbortSignal.timeout(milliseconds)]))
  }
}
