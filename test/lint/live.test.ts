import { load } from 'js-yaml'
import { json } from '../../cli/formats/json.ts'
import { pretty } from '../../cli/formats/pretty.ts'
import { lint } from '../../index.ts'
import { inputOfWorlds } from '../../lint/input.ts'
import { lintInput } from '../../lint/lint.ts'
import type { JsonObject } from '../../model/kube/json.ts'
import { worldOf } from '../../model/kube/world.ts'
import { rules } from '../../policies/index.ts'
import { cluster, type Sample, secret, yaml } from '../../policies/sample.ts'
import { kubeObject } from '../../source/objects.ts'
import { shownAs } from '../cli/sample-report.ts'
import { describe, expect, test } from '../jest.ts'

/** The sample as a cluster has it. */
const live = (sample: Sample) => {
  const secrets = ['rabbitmq-cookie', 'rabbitmq-user'].map(name => secret(name, { data: { cookie: 'eA==' } }))
  const objects = `${cluster(sample)}---\n${yaml(...secrets)}`
    .split(/^---$/m)
    .map(text => kubeObject(load(text) as JsonObject, { from: 'api' }))
  return lintInput(inputOfWorlds([worldOf('', objects, () => 'live')]), rules, {}).report
}
const found = live({ storage: 'emptyDir' })

describe('what is found in a cluster', () => {
  test('is the same as in files, at an object instead of a line', () => {
    const inFiles = lint([{ name: 'a.yaml', text: cluster({ storage: 'emptyDir' }) }])
    const said = (report: typeof found) =>
      report.findings.map(({ rule, path, fingerprint }) => [rule, path, fingerprint]).sort()
    expect(found.findings.length).toBeGreaterThan(0)
    expect(said(found)).toEqual(said(inFiles))
    for (const finding of found.findings)
      expect(finding).toMatchObject({ file: null, line: null, column: null, source: 'cluster' })
    expect(found.clusters).toMatchObject([{ name: 'mq/rabbitmq', file: null, line: null, source: 'cluster' }])
  })
  test('is shown by its object', () => {
    const text = pretty(found, shownAs({ text: () => undefined }))
    expect(text).toMatch(/ {2}StatefulSet mq\/rabbitmq \/spec\/template/)
    expect(text).not.toMatch(/null|undefined/)
    const [first] = (JSON.parse(json(found)) as { findings: readonly object[] }).findings
    expect(first).toMatchObject({ file: null, line: null, source: 'cluster' })
  })
})

test('a report carries what a picture of a cluster shows', () => {
  const pods = ['rabbitmq-0', 'rabbitmq-1', 'rabbitmq-2']
  expect(live({ image: 'rabbitmq:4.3.0' }).clusters).toMatchObject([
    {
      picture: {
        object: { kind: 'StatefulSet', namespace: 'mq', name: 'rabbitmq' },
        store: 'khepri',
        nodes: pods.map(pod => `rabbit@${pod}.rabbitmq-headless.mq.svc.cluster.local`),
        services: expect.arrayContaining([
          expect.objectContaining({ name: 'rabbitmq-headless', headless: true, governs: true }),
        ]),
        dns: pods.map(pod => ({
          pod,
          host: `${pod}.rabbitmq-headless.mq.svc`,
          service: 'rabbitmq-headless',
        })),
      },
    },
  ])
  const [unseen] = lint([
    { name: 'a.yaml', text: cluster({ without: ['Service'], image: 'rabbitmq:4.2.1' }) },
  ]).clusters
  expect(unseen?.picture).toMatchObject({ store: null, services: [], dns: [] })
})
