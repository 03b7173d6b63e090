import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { wrongStart } from './scan.ts'

/** A request that is not answered, and the status to say so with. */
export class Refused extends Error {
  readonly status: 400 | 408 | 413 | 415 | 503
  constructor(status: Refused['status'], message: string) {
    super(message)
    this.name = 'Refused'
    this.status = status
  }
}

/** Why a body is not read, by its headers; undefined where it is. */
export function whyNotJson(
  headers: Pick<IncomingHttpHeaders, 'content-type' | 'content-encoding'>,
): Refused | undefined {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers
  if (!/^\s*application\/json\s*(?:;|$)/i.test(type)) return new Refused(415, 'application/json is expected')
  return encoding === 'identity' ? undefined : new Refused(415, 'the encoding of the body is not supported')
}

/**
 * A body that came as a whole.
 * @throws Refused where it would not be read either if it came in parts
 */
export function wholeBody(bytes: Buffer): Buffer {
  if (bytes.length > maxBody) throw tooLarge()
  const wrong = wrongStart(bytes)
  if (wrong !== undefined) throw new Refused(400, wrong)
  return bytes
}

/**
 * Largest body that is read. The API server takes requests of 3 MiB, and a review may hold the old and the new object.
 */
export const maxBody = 7 * 1024 * 1024
/** Bytes of all the bodies that are held at a time: what is more is asked to come again. */
const maxHeld = 64 * 1024 * 1024
/** The longest that an API server waits for an answer. */
const longestMs = 30_000

/** The bodies of all requests that are in the works. */
export interface Bodies {
  /**
   * The bytes of a body, which count until `release`.
   * @throws Refused
   */
  read(request: IncomingMessage): Promise<Held>
}
export interface Held {
  readonly bytes: Buffer
  /** To be called once nothing needs them any more. */
  release(): void
}

/**
 * Reads bodies as far as there is room for them. Only what has come takes room: who sends slowly holds little.
 * @param longest milliseconds in which a body has to be there as a whole
 */
export function bodies(most: number = maxHeld, longest: number = longestMs): Bodies {
  let held = 0
  return {
    read: request =>
      new Promise((resolve, reject) => {
        const chunks: Buffer[] = []
        let length = 0
        const fail = (error: Error): void => {
          clearTimeout(timer)
          held -= length
          length = 0
          chunks.length = 0
          request.off('data', take)
          // What is still sent is read and thrown away, so that the answer is seen.
          request.resume()
          reject(error)
        }
        const take = (chunk: Buffer): void => {
          length += chunk.length
          held += chunk.length
          chunks.push(chunk)
          const wrong = length === chunk.length ? wrongStart(chunk) : undefined
          if (length > maxBody) fail(tooLarge())
          else if (held > most) fail(new Refused(503, 'too much is being reviewed'))
          else if (wrong !== undefined) fail(new Refused(400, wrong))
        }
        const timer = setTimeout(() => fail(new Refused(408, 'the body did not come in time')), longest)
        const declared = Number(request.headers['content-length'] ?? 0)
        if (declared > maxBody) return fail(tooLarge())
        request.on('data', take)
        request.once('error', () => fail(new Refused(400, 'the body ended before its end')))
        request.once('close', () => {
          if (!request.complete) fail(new Refused(400, 'the body ended before its end'))
        })
        request.once('end', () => {
          clearTimeout(timer)
          const own = length
          length = 0
          resolve({
            bytes: Buffer.concat(chunks),
            release() {
              held -= own
            },
          })
        })
      }),
  }
}

const tooLarge = (): Refused => new Refused(413, 'the body is too large')
