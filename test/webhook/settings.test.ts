import { mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingsFor } from '../../cli/config/for-webhook.ts'
import { loadConfig } from '../../cli/config/load.ts'
import { ruleIds } from '../../cli/rule-ids.ts'
import { patient } from '../../live/doctor/patient.ts'
import { rules } from '../../policies/index.ts'
import { serveOptions } from '../../webhook/main.ts'
import { watchFiles } from '../../webhook/watch-files.ts'
import { afterAll, afterEach, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { requestOf, wrapped } from './ask.ts'
import { call, type Started, start, stopAll } from './served.ts'
import { until } from './until.ts'

const folder = folderWith()
afterEach(stopAll)
afterAll(() => removeFolder(folder))

let versions = 0
/** Writes a ConfigMap's file as the kubelet does: into a new folder, to which a link then points. */
function mounted(mount: string, text: string): string {
  const version = `..version-${++versions}`
  mkdirSync(join(mount, version), { recursive: true })
  writeFileSync(join(mount, version, 'warrener.yaml'), text)
  symlinkSync(version, join(mount, '..data.new'))
  renameSync(join(mount, '..data.new'), join(mount, '..data'))
  return join(mount, 'warrener.yaml')
}

interface Following extends Started {
  readonly change: (text: string) => void
  readonly remove: () => void
}
/** A webhook that follows a mounted config file. */
async function following(first: string): Promise<Following> {
  const mount = join(folder, `mount-${++versions}`)
  const file = mounted(mount, first)
  symlinkSync('..data/warrener.yaml', file)
  const read = () =>
    serveOptions(
      { tls: false, pathSecret: false, cluster: false },
      settingsFor(loadConfig(file, folder, ruleIds).config),
      {
        env: {},
        rules,
        docs: rule => rule,
        write: () => undefined,
      },
    )
  const { config, options } = read()
  const started = await start({ config, options, follow: { file, read } })
  return {
    ...started,
    change: text => void mounted(mount, text),
    remove: () => unlinkSync(join(mount, '..data')),
  }
}

const wrong = patient('mq')
/** One that is judged in a thread of its own. */
const large = {
  ...wrong,
  metadata: { ...(wrong.metadata as object), annotations: { of: 'x'.repeat(300_000) } },
}

const isRefused = async (port: number, object: typeof wrong = wrong): Promise<boolean> => {
  const body = JSON.stringify(wrapped(requestOf({ object })))
  return !JSON.parse((await call(port, { path: '/validate', body })).body).response.allowed
}
const metric = async (port: number): Promise<string | undefined> =>
  (await call(port, { path: '/metrics', method: 'GET' })).body.match(
    /^warrener_config_reload_failed (\d)$/m,
  )?.[1]

test('a config file that changes counts at once, for large reviews too; one that is wrong changes nothing', async () => {
  const warnOnly = 'webhook: { enforce: { error: warn } }\n'
  const { port, change, log, logged } = await following(warnOnly)
  expect([await isRefused(port), await isRefused(port, large), await metric(port)]).toEqual([
    false,
    false,
    '0',
  ])

  change('webhook: { enforce: { error: deny } }\n')
  await logged('the config file was read again')
  expect([await isRefused(port), await isRefused(port, large)]).toEqual([true, true])

  change('webhook:\n  enforce: { error: block }\n')
  await logged('the config file was not taken')
  expect(log().at(-1)).toMatchObject({
    level: 'error',
    message: 'the config file was not taken: what it said before still counts',
    reason: expect.stringMatching(/warrener\.yaml:2:\d+: .*deny/),
  })
  expect([await isRefused(port), await metric(port)]).toEqual([true, '1'])

  change(warnOnly)
  await until(async () => (await metric(port)) === '0')
  expect([await isRefused(port), await isRefused(port, large)]).toEqual([false, false])
})

test('a file that is written twice is read once, and one that goes away leaves what it said', async () => {
  const { port, change, remove, log, logged } = await following('webhook: { enforce: { error: deny } }\n')
  change('webhook: { enforce: { error: audit } }\n')
  change('webhook: { enforce: { error: warn } }\n')
  await logged('the config file was read again')
  expect(log().filter(({ message }) => String(message).startsWith('the config file'))).toHaveLength(1)
  expect(await isRefused(port)).toBe(false)
  remove()
  await logged('the config file was not taken')
  expect([await isRefused(port), await metric(port)]).toEqual([false, '1'])
})

test('where a folder cannot be watched its files are polled, and that is said', () => {
  const said: string[] = []
  const watching = watchFiles(
    [join(folder, 'nowhere', 'file')],
    () => undefined,
    text => said.push(text),
  )
  watching.stop()
  expect(said).toEqual([expect.stringMatching(/^files are only polled now: ENOENT/)])
})
