import type { AdmissionReview } from '../admission.ts'
import type { Deps, LogEntry } from '../deps.ts'
import type { ReportedFault } from '../fault.ts'
import type { ObjectReader } from '../reader.ts'

/** What a thread is started with: plain data, which the rules are not. */
export type Setup = Pick<Deps, 'config' | 'options'>

/** A review to be judged. Its times are told by how long ago they were: threads count from their own beginning. */
export interface Job {
  readonly is: 'job'
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly door: Pick<Deps, 'path' | 'warnOnly'>
  readonly today: string
  readonly timeout: unknown
  readonly waited: number
  /** What is true of the reader, and of its live one; undefined where look-ups are switched off. */
  readonly reader: ReaderFacts | undefined
}
export interface ReaderFacts extends Pick<ObjectReader, 'readsSecrets' | 'isCostly'> {
  readonly live?: ReaderFacts
}
export type Verb = 'get' | 'list' | 'may'
/** What a look-up came to. */
export interface Told {
  readonly is: 'told'
  readonly call: number
  readonly value?: unknown
  readonly error?: { readonly name?: string; readonly message: string }
}

export type ToThread = Job | Told
export type FromThread =
  | {
      readonly is: 'call'
      readonly call: number
      readonly verb: Verb
      readonly isLive: boolean
      readonly args: readonly unknown[]
    }
  | { readonly is: 'log'; readonly entry: LogEntry }
  | { readonly is: 'answer'; readonly answer: AdmissionReview }
  | { readonly is: 'bad'; readonly why: string }
  | { readonly is: 'fault'; readonly fault: ReportedFault }
