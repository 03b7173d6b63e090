import { get } from 'node:https'
import type { JsonObject } from '../../../model/kube/json.ts'
import { expect } from '../../jest.ts'
import { objectsOf, pick } from '../../webhook/ask.ts'
import { cluster } from '../../webhook/cluster.ts'
import type { Elsewhere } from './doctor-rows.ts'
import type { Stage } from './stage.ts'

const set = pick(objectsOf(cluster), 'StatefulSet')
const submitted = { ...set, metadata: { ...(set.metadata as JsonObject), namespace: 'default' } }

/** Looks where users look who do not run doctor: at what a command prints, at /readyz, and at the log. */
export async function expectElsewhere(stage: Stage, row: Elsewhere): Promise<void> {
  const { stdout, stderr } = await stage.controlPlane.kubectl(
    row.command.split(' '),
    JSON.stringify(submitted),
  )
  expect(stdout + stderr).toMatch(row.prints)
  expect(await readyz(stage.address)).toMatch(row.readyz)
  expect(await (row.logged?.(stage) ?? stage.webhook.log())).toMatch(row.log)
}

/** What the webhook itself answers, as the kubelet asks it: whoever signed its certificate. */
const readyz = (address: string): Promise<string> =>
  new Promise(resolve => {
    const url = `https://${address}/readyz`
    get(url, { rejectUnauthorized: false, agent: false }, async response => {
      resolve(Buffer.concat(await response.toArray()).toString())
    }).once('error', error => resolve(`nobody answers: ${error.message}`))
  })
