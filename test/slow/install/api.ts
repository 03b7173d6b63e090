import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import type { JsonObject } from '../../../model/kube/json.ts'
import type { ControlPlane } from '../../control-plane/start.ts'

/** Asks the API server as its administrator, without a process for each question. */
export interface Api {
  get(path: string): Promise<JsonObject | undefined>
  /** @throws where it is refused */
  post(path: string, body: JsonObject): Promise<void>
  /** As a merge patch, or as a JSON patch where it is a list. @throws where it is refused */
  patch(path: string, body: JsonObject | readonly JsonObject[]): Promise<void>
  close(): void
}

export function apiOf({ url, caFile, adminToken }: ControlPlane): Api {
  const agent = new Agent({ keepAlive: true, ca: readFileSync(caFile) })
  const send = (method: string, path: string, body?: unknown, type = 'application/json') =>
    new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
      const headers = { authorization: `Bearer ${adminToken}`, 'content-type': type }
      const sent = request(`${url}${path}`, { method, headers, agent }, response => {
        let text = ''
        response.setEncoding('utf8').on('data', part => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      })
      sent.once('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
  const must = async (...args: Parameters<typeof send>): Promise<void> => {
    const { status, text } = await send(...args)
    if (status > 299) throw new Error(`${args[0]} ${args[1]}: ${text}`)
  }
  return {
    get: async path => {
      const { status, text } = await send('GET', path)
      return status === 200 ? JSON.parse(text) : undefined
    },
    post: (path, body) => must('POST', path, body),
    patch: (path, body) =>
      must('PATCH', path, body, `application/${Array.isArray(body) ? 'json' : 'merge'}-patch+json`),
    close: () => agent.destroy(),
  }
}
