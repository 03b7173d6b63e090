import { member } from '../../model/kube/json.ts'
import type { Answered, Sent } from '../api-connection.ts'

export type Call = Omit<Sent, 'signal' | 'accept'>
export type Told = Pick<Answered, 'status' | 'body'>
/** Sends a request to the API server. Rejects where no answer comes. */
export type Send = (call: Call) => Promise<Told>

/** Somebody else wrote meanwhile: all has to be looked at again. */
export const conflict = 'conflict'

/** A reason why certificates are not as they are to be, in words for whoever operates the webhook. */
export class Problem extends Error {}

/** What went wrong with a call. Only what the API server says of rights is repeated: all else might tell what is in the object. */
export function problemOf({ status, body }: Told, what: string): Problem {
  const message = status === 403 ? member(body, 'message') : undefined
  if (typeof message === 'string')
    return new Problem(`${what}: ${message}; manifests/webhook/self-signed gives the rights`)
  return new Problem(`${what}: the API server answered ${status}`)
}
