import { lint, reviewFiles } from '../../index.ts'
import { type InputFile, type InputOptions, readInput } from '../../lint/input.ts'
import type { Report } from '../../lint/report.ts'
import * as kinds from '../../model/kube/kinds.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'

const file = (name: string, text: string): InputFile => ({ name, text })
const rules = (report: Pick<Report, 'findings'>): readonly string[] => report.findings.map(({ rule }) => rule)
const only = (...kept: readonly string[]): string => cluster({ only: kept })
const but = (...left: readonly string[]): string => cluster({ without: [...left] })
/** What an absent object of a kind is, in each world: its proof, or why it is not known. */
const absences = (
  files: readonly InputFile[],
  kind: typeof kinds.Service,
  name: string,
  options: InputOptions = {},
): readonly string[] =>
  readInput(files, options).worlds.map(world => {
    const found = world.get(kind, 'mq', name)
    return found.state === 'found' ? 'found' : found.state === 'absent' ? found.proof : found.why
  })

describe('a Service in another folder', () => {
  test('is found', () =>
    expect(rules(lint([file('a/sts.yaml', but('Service')), file('b/c/svc.yaml', only('Service'))]))).toEqual(
      [],
    ))
})

describe('overlays dev and prod keep their findings apart', () => {
  test('as plain folders', () => {
    const report = lint([
      file('overlays/dev/all.yaml', cluster({ storage: 'emptyDir' })),
      file('overlays/prod/all.yaml', cluster()),
    ])
    expect(report.findings).toMatchObject([{ rule: 'storage-not-persistent', contexts: ['overlays/dev'] }])
  })
  test('as kustomizations of one base', () => {
    const report = lint([
      file('base/kustomization.yaml', 'resources: [all.yaml]'),
      file('base/all.yaml', cluster()),
      file(
        'overlays/dev/kustomization.yaml',
        'resources: [../../base]\nnamespace: dev\nimages: [{name: rabbitmq, newTag: no.such.tag}]',
      ),
      file('overlays/prod/kustomization.yaml', 'resources: [../../base]\nnamespace: mq\n'),
    ])
    expect(report.clusters.map(({ name, version }) => [name, version])).toEqual([
      ['dev/rabbitmq', null],
      ['mq/rabbitmq', '3.13.7'],
    ])
    // The node names of the base end in the namespace mq.
    expect(new Set(report.findings.map(({ cluster: name, contexts }) => [name, contexts].join()))).toEqual(
      new Set(['dev/rabbitmq,overlays/dev']),
    )
  })
  test('what both have is said once, with both', () => {
    const report = lint([
      file('base/kustomization.yaml', 'resources: [all.yaml]'),
      file('base/all.yaml', cluster({ storage: 'emptyDir' })),
      file('overlays/dev/kustomization.yaml', 'resources: [../../base]'),
      file('overlays/prod/kustomization.yaml', 'resources: [../../base]'),
    ])
    expect(report.findings).toMatchObject([
      { rule: 'storage-not-persistent', file: 'base/all.yaml', contexts: ['overlays/dev', 'overlays/prod'] },
    ])
  })
})

describe('a Helm chart, a broken document and a tsconfig with comments beside a broken cluster', () => {
  const files = [
    file('deploy/rabbitmq.yaml', cluster({ service: { publishNotReadyAddresses: true } })),
    file('chart/Chart.yaml', 'apiVersion: v2\nname: chart\nversion: 1.0.0\n'),
    file('chart/values.yaml', 'image: rabbitmq\nkind: Service\n'),
    file('chart/templates/a.yaml', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Values.name }}\n'),
    file('chart/templates/b.yaml', 'apiVersion: v1\nkind: Ingress\nmetadata:\n  name: plain\n'),
    file('other/broken.yaml', 'apiVersion: v1\nkind: Ingress\nmetadata:\n\tname: x\n'),
    file('tsconfig.json', '{\n  // comments\n  "strict": true,\n}\n'),
  ]
  const report = lint(files)

  test('the cluster is still found', () => expect(rules(report)).toEqual(['service-not-headless']))
  test('what was not read is listed, a chart once', () =>
    expect(report.skipped.map(({ file: name }) => name)).toEqual([
      'chart/templates',
      'other/broken.yaml',
      'tsconfig.json',
    ]))
  test('templates say what to do', () =>
    expect(report.skipped[0]?.why).toBe('Helm template; render it first'))
  test('a chart of one template is listed by that', () =>
    expect(lint(files.filter(({ name }) => name !== 'chart/templates/b.yaml')).skipped[0]?.file).toBe(
      'chart/templates/a.yaml',
    ))
})

describe('an unparsed document only hides the kinds its text shows', () => {
  const unread = (text: string): readonly InputFile[] => [
    file('sts.yaml', but('Service')),
    file('broken.yaml', `${text}\n\tx: 1\n`),
  ]
  const rows: readonly (readonly [name: string, text: string, seen: RegExp])[] = [
    ['another kind', 'kind: Ingress\nname: rabbitmq-headless', /^seen$/],
    ['the kind with another name', 'kind: Service\nmetadata: {name: other}', /^seen$/],
    [
      'the kind and the name',
      'kind: Service\nmetadata: {name: rabbitmq-headless}',
      /^broken\.yaml was not read and may hold Service rabbitmq-headless$/,
    ],
    [
      'a template in place of the name',
      'kind: Service\nmetadata: {name: "{{ .Release.Name }}"}',
      /^broken\.yaml was not read/,
    ],
    [
      'a template in place of the kind',
      'kind: {{ .Values.kind }}\nname: rabbitmq-headless',
      /^broken\.yaml was not read/,
    ],
    [
      'the kind within braces',
      '{"apiVersion": "v1", "kind": "Service", "name": "rabbitmq-headless"',
      /^broken\.yaml was not read/,
    ],
    ['the kind in a comment', '# kind: Service\nname: rabbitmq-headless', /^seen$/],
    ['a longer kind', 'kind: ServiceMonitor\nname: rabbitmq-headless', /^seen$/],
  ]
  test.each(rows)('%s', (_, text, seen) =>
    expect(absences(unread(text), kinds.Service, 'rabbitmq-headless')).toEqual([expect.stringMatching(seen)]),
  )
  test('in its own context', () => {
    const files = [
      file('dev/all.yaml', but('Service')),
      file('prod/all.yaml', but('Service')),
      file('prod/broken.yaml', 'kind: Service\nname: rabbitmq-headless\n\tx'),
    ]
    expect(absences(files, kinds.Service, 'rabbitmq-headless')).toEqual([
      'seen',
      expect.stringMatching(/^prod\/broken/),
    ])
  })
})

describe('what is in another context', () => {
  const files = [
    file('dev/a.yaml', but('Service')),
    file('prod/a.yaml', cluster()),
    file('test/a.yaml', cluster()),
  ]
  test('is absent here', () =>
    expect(absences(files, kinds.Service, 'rabbitmq-headless')).toEqual(['seen', 'found', 'found']))
  test('is absent where another namespace has it', () => {
    const others = [
      file('dev/a.yaml', but('Service')),
      file('dev/b.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}'),
      file('prod/a.yaml', cluster({ namespace: 'other' })),
      file('prod/b.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}'),
    ]
    expect(absences(others, kinds.Service, 'rabbitmq-headless')).toEqual(['seen', 'seen'])
  })
  test('contexts set by hand count alone', () =>
    expect(absences(files.slice(0, 2), kinds.Service, 'rabbitmq-headless', { contexts: ['prod'] })).toEqual([
      'found',
    ]))
})

describe('files that are neither YAML nor JSON', () => {
  test('are no manifests', () => expect(readInput([file('README.md', cluster())]).objects).toBe(0))
  test('unless they were named', () => {
    expect(readInput([file('<stdin>', cluster())], { named: ['<stdin>'] }).objects).toBeGreaterThan(0)
  })
})

describe('a pull request', () => {
  const overlay = (patch: string): readonly InputFile[] => [
    file('base/kustomization.yaml', 'resources: [all.yaml]'),
    file('base/all.yaml', cluster({ replicas: 5 })),
    file('overlays/prod/kustomization.yaml', `resources: [../../base]\n${patch}`),
  ]
  test('that changes an overlay causes what the overlay then has', () => {
    const { introduced, fixed } = reviewFiles(overlay(''), overlay('replicas: [{name: rabbitmq, count: 3}]'))
    expect(introduced).toMatchObject([
      { rule: 'scale-down', file: 'overlays/prod/kustomization.yaml', line: 2, column: 36 },
    ])
    expect(fixed).toEqual([])
  })
  test('that moves a tree causes nothing', () => {
    const before = overlay('')
    const after = before.map(({ name, text }) => file(name.replace('overlays/prod', 'overlays/eu'), text))
    const { introduced } = reviewFiles(before, after)
    expect(introduced).toEqual([])
  })
})
