import { join } from 'node:path'
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts'
import { afterAll, beforeAll, expect, test } from '../jest.ts'
import { allRows } from './control-plane/all-rows.ts'
import { type Installed, installWebhook } from './control-plane/installed.ts'
import { play } from './control-plane/play.ts'
import { isCounting } from './control-plane/rows/row.ts'

/*
 * The API server as it is three minor releases before: what is installed is taken, and the same rows hold. Rows of the other
 * subjects would say nothing of Kubernetes that these do not.
 */
const minor = '1.34'
const manifests = join(import.meta.dirname, '../../manifests/webhook')
const subjects = new Set(['pairing', 'scale', 'kinds', 'labels', 'deletion'])

let controlPlane: ControlPlane
let webhook: Installed
let left: Awaited<ReturnType<ControlPlane['kubectl']>>
let certificate: Awaited<ReturnType<ControlPlane['kubectl']>>
beforeAll(async () => {
  const apiServerFlags = [`--emulated-version=${minor}`]
  controlPlane = await startControlPlane({ apiServerFlags, kubectlTimeoutMs: 60_000 })
  // There is no cert-manager here.
  certificate = await controlPlane.kubectl(['apply', '-k', join(manifests, 'certificate')])
  left = await controlPlane.kubectl([
    'get',
    'all,secret,validatingwebhookconfiguration',
    '-n',
    'warrener-system',
  ])
  webhook = await installWebhook(controlPlane)
})
afterAll(async () => {
  await webhook?.stop()
  await controlPlane?.stop()
})

test('without cert-manager the first command of the installation fails, and nothing is there', () => {
  expect(certificate).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no matches for kind "Certificate"'),
  })
  expect(left).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('No resources found') })
})

test(`it is ${minor}`, async () => {
  const { stdout } = await controlPlane.kubectl(['get', '--raw', '/version'])
  expect(JSON.parse(stdout)).toMatchObject({ emulationMinor: minor.split('.')[1] })
})

test.each(
  allRows.filter(
    ({ row, subject }) =>
      subjects.has(subject) && !isCounting(row) && !row.webhook && (row.forms ?? ['base']).includes('base'),
  ),
)('$name', async ({ row, namespace }) => play(row, namespace, { controlPlane, webhook }))

test.each(['enforce', 'configuration'] as const)('%s is taken as it is', async form =>
  webhook.use(form, true),
)
