import { formatNames } from '../../cli/formats/format.ts'
import { lint } from '../../index.ts'
import type { JsonObject } from '../../model/kube/json.ts'
import { cluster } from '../../policies/sample.ts'
import { warrener } from '../cli/run.ts'
import { afterAll, afterEach, beforeAll, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { objectsOf } from '../webhook/ask.ts'
import { type FakeApi, fakeApi } from '../webhook/fake-api.ts'

const text = cluster({ storage: 'emptyDir' })
const folder = folderWith({ 'wrong/.warrener.yaml': 'rules: {nothing: off}\n' })
let api: FakeApi
beforeAll(async () => {
  const others = Array.from({ length: 5 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `other-${index}`, namespace: 'mq' },
  }))
  const elsewhere = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'elsewhere' } }
  api = await fakeApi([...objectsOf(text), ...others, elsewhere], 2)
})
afterEach(() => {
  api.fault = () => false
  api.asked.length = 0
})
afterAll(() => {
  api.close()
  removeFolder(folder)
})

const audit = (...args: readonly string[]) =>
  warrener(
    ['audit', '--kubeconfig', api.kubeconfig, '--no-config', '--kubernetes-version', '1.37', ...args],
    {
      cwd: folder,
    },
  )
interface Shown {
  readonly findings: readonly JsonObject[]
  readonly notEvaluated: readonly { readonly rule: string; readonly why: string }[]
  readonly clusters: readonly JsonObject[]
}
const shown = async (...args: readonly string[]): Promise<Shown> =>
  JSON.parse((await audit('--format', 'json', ...args)).out)

test('gives what lint gives of the same objects, in live objects instead of files', async () => {
  const inFiles = lint([{ name: 'a.yaml', text }])
  const live = await shown()
  const said = (findings: readonly object[]): readonly unknown[] =>
    findings.map(finding => {
      const { rule, severity, path, fingerprint, message } = finding as JsonObject
      return JSON.stringify([rule, severity, path, fingerprint, message])
    })
  expect(live.findings.length).toBeGreaterThan(0)
  expect(said(live.findings).toSorted()).toEqual(said(inFiles.findings).toSorted())
  for (const finding of live.findings)
    expect(finding).toMatchObject({ file: null, line: null, source: 'cluster' })
  expect(live.clusters).toMatchObject([{ name: 'mq/rabbitmq', file: null, source: 'cluster' }])
})

test('for people a finding names the object, and what mends it are the files it was made of', async () => {
  const { code, out, err } = await audit()
  expect(out).toMatch(/^ {2}StatefulSet mq\/rabbitmq \/spec/m)
  expect(out).toMatch(/ in 1 cluster, \d+ objects\b/)
  expect(out).not.toMatch(/null|undefined| file|: run warrener fix\b/)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(await audit('--fail-on', 'warning')).toMatchObject({ code: 1 })
})

test('reads page by page, what is beside a RabbitMQ only there, and no Secrets', async () => {
  await audit()
  const paths = api.asked.map(line => line.replace('GET ', ''))
  expect(paths.filter(path => path.startsWith('/api/v1/namespaces/mq/configmaps'))).toHaveLength(3)
  expect(paths.filter(path => /configmaps/.test(path) && !path.includes('/mq/'))).toEqual([])
  expect(paths.filter(path => /\/secrets/.test(path))).toEqual([])
  expect(paths.every(path => /[?]limit=\d+/.test(path) || /\/(?:version|pods)/.test(path))).toBe(true)
})

test('Secrets are read where this is asked for, those that are named, by name', async () => {
  const withSecret = objectsOf(text).map(object => {
    if (object.kind !== 'StatefulSet') return object
    const set = structuredClone(object) as unknown as WithPod
    const { volumes, containers } = set.spec.template.spec
    volumes.push({ name: 'more', secret: { secretName: 'more-conf' } })
    containers[0]?.volumeMounts.push({ name: 'more', mountPath: '/etc/rabbitmq/conf.d' })
    return set as unknown as JsonObject
  })
  const own = await fakeApi(withSecret)
  try {
    own.fault = ({ url = '' }, response) => {
      if (!url.includes('/secrets')) return false
      const found = url === '/api/v1/namespaces/mq/secrets/more-conf'
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(found ? moreConf : { kind: 'Status' }))
      return true
    }
    const run = async (...more: readonly string[]): Promise<Shown> => {
      const args = ['audit', '--kubeconfig', own.kubeconfig, '--no-config', '--format', 'json', ...more]
      return JSON.parse((await warrener(args, { cwd: folder })).out)
    }
    const unread = await run()
    expect(unread.notEvaluated.some(({ why }) => why.includes('--read-secrets'))).toBe(true)
    expect(own.asked.filter(line => line.includes('/secrets'))).toEqual([])
    const read = await run('--read-secrets')
    expect(read.findings).toContainEqual(expect.objectContaining({ rule: 'conf-key-unknown' }))
    expect(JSON.stringify(read)).not.toContain('hunter2')
    expect(own.asked.filter(line => line.includes('/secrets')).length).toBeGreaterThan(0)
  } finally {
    own.close()
  }
})

interface WithPod {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly volumes: JsonObject[]
        readonly containers: readonly { readonly volumeMounts: JsonObject[] }[]
      }
    }
  }
}
const moreConf = {
  ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'more-conf', namespace: 'mq' } },
  data: { '10-more.conf': Buffer.from('default_pass = hunter2\nno_such_key = hunter2\n').toString('base64') },
}

test('what may not be read is unknown, and said', async () => {
  api.fault = ({ url = '' }, response) => {
    if (!url.includes('/configmaps')) return false
    response.writeHead(403, { 'content-type': 'application/json' })
    response.end('{"kind":"Status","apiVersion":"v1","status":"Failure","code":403}')
    return true
  }
  const { notEvaluated, findings } = await shown()
  const why = 'ConfigMaps of mq could not be read: you may not read it (403)'
  expect(notEvaluated.some(entry => entry.why.includes(why))).toBe(true)
  expect(findings.filter(({ rule }) => rule === 'reference-dangling')).toEqual([])
})

test('where no workload may be read there is no report', async () => {
  api.fault = ({ url = '' }, response) => {
    if (url.startsWith('/version')) return false
    response.writeHead(403).end('{"kind":"Status"}')
    return true
  }
  expect(await audit()).toEqual({
    code: 3,
    out: '',
    err: 'warrener: nothing to audit: StatefulSets could not be read: you may not read it (403)\n',
  })
})

test.each(formatNames)('in the format %s, as lint does', async format => {
  const { code, out, err } = await audit('--format', format)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('storage-not-persistent')
  expect(out).not.toMatch(/undefined|\[object|null:|>null</)
})

test('what programs read parses also where there is no report', async () => {
  api.fault = (_, response) => {
    response.writeHead(403).end('{"kind":"Status"}')
    return true
  }
  const { code, out } = await audit('--format', 'json')
  expect(code).toBe(3)
  expect(JSON.parse(out)).toMatchObject({ findings: [], error: { code: 3 } })
})

test('a namespace without RabbitMQ is said to have none', async () => {
  const { code, out } = await audit('--namespace', 'elsewhere')
  expect({ code, out }).toEqual({
    code: 0,
    out: 'No RabbitMQ found in 0 objects.\nThe annotation warrener.dev/rabbitmq: "true" makes a workload count as RabbitMQ.\n',
  })
  expect(api.asked.every(line => /\/namespaces\/elsewhere\//.test(line))).toBe(true)
  expect(await audit('--namespace', 'elsewhere', '--require-cluster')).toMatchObject({ code: 3 })
})

test.each<[string, readonly string[], RegExp]>([
  ['a kubeconfig that is not there', ['--kubeconfig', 'nowhere'], /^warrener: no cluster: ENOENT/],
  ['a context that it has not', ['--context', 'other'], /no cluster: the kubeconfig has no context other\n$/],
])('%s is wrong usage', async (_, args, said) => {
  const ran = await audit(...args)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(ran.err).toMatch(said)
})
