import { fix, lint } from '../../index.ts'
import { type InputFile, type InputOptions, readInput } from '../../lint/input.ts'
import type { Report } from '../../lint/report.ts'
import * as kinds from '../../model/kube/kinds.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { inTwoParts } from '../two-parts.ts'

const file = (name: string, text: string): InputFile => ({ name, text })
const rules = (report: Pick<Report, 'findings'>): readonly string[] => report.findings.map(({ rule }) => rule)
/** The sample as a base, with an overlay of it. */
const overlaid = (
  overlay: string,
  base = cluster(),
  more: readonly InputFile[] = [],
  below = 'resources: [all.yaml]',
): readonly InputFile[] => [
  file('base/kustomization.yaml', below),
  file('base/all.yaml', base),
  file('overlay/kustomization.yaml', `resources: [../base]\n${overlay}`),
  ...more,
]
const patch = (text: string): string => `patches:\n  - patch: |-\n${text.replace(/^/gm, '      ')}\n`

describe('what a generator makes of a file', () => {
  const conf = `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = rabbitmq-headless
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local
cluster_partition_handling = pause_minority
disk_free_limit.absolute = 2GB

no.such.key = 1
`
  const files = (kustomization: string): readonly InputFile[] => [
    file('kustomization.yaml', `resources: [all.yaml]\nnamespace: mq\n${kustomization}`),
    file('all.yaml', cluster({ without: ['ConfigMap'] })),
    file('rabbitmq.conf', conf),
    file('enabled_plugins', '[rabbitmq_peer_discovery_k8s].'),
  ]
  const generator = 'configMapGenerator:\n  - name: rabbitmq\n    files: [rabbitmq.conf, enabled_plugins]\n'

  test('has its place in that file', () =>
    expect(lint(files(generator)).findings).toMatchObject([
      {
        rule: 'conf-key-unknown',
        object: { kind: 'ConfigMap', name: 'rabbitmq' },
        path: '/data/rabbitmq.conf',
        inner: 'no.such.key',
        file: 'rabbitmq.conf',
        line: 9,
        column: 1,
        endColumn: 12,
      },
    ]))
  test('also through an overlay', () => {
    const within = files(generator).map(({ name, text }) => file(`base/${name}`, text))
    const report = lint([...within, file('o/kustomization.yaml', 'resources: [../base]\nnamePrefix: eu-\n')])
    expect(report.findings).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'conf-key-unknown', file: 'base/rabbitmq.conf', line: 9 }),
      ]),
    )
  })
  test('of a literal has its place in the kustomization', () => {
    const literal =
      'configMapGenerator:\n  - name: rabbitmq\n    literals:\n      - "rabbitmq.conf=no.such.key = 1"\n      - enabled_plugins=[].\n'
    expect(lint(files(literal)).findings).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'conf-key-unknown', file: 'kustomization.yaml', line: 6, column: 9 }),
      ]),
    )
  })
  test('is not known where the file is not there', () => {
    const report = lint(files(generator).filter(({ name }) => name !== 'rabbitmq.conf'))
    expect(rules(report)).toEqual([])
    expect(report.notEvaluated.map(({ why }) => why)).toContainEqual(
      'rabbitmq.conf is not among the files; run `kustomize build .` and lint the result',
    )
  })
  test('never shows what a Secret holds', () => {
    const secret = 'secretGenerator:\n  - name: rabbitmq-cookie\n    literals: [cookie=TOPSECRET]\n'
    expect(JSON.stringify(lint(files(generator + secret)))).not.toContain('TOPSECRET')
  })
})

describe('what a kustomization sets', () => {
  test('has its place there', () =>
    expect(
      lint(
        overlaid(
          'images:\n  - name: rabbitmq\n    newTag: 4.2.1\nnamespace: mq\n',
          cluster({
            definitions:
              '{"policies": [{"name": "p", "vhost": "/", "pattern": "", "definition": {"ha-mode": "all"}}]}',
          }),
        ),
      ).findings,
    ).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ rule: 'mirroring-removed', file: 'base/all.yaml' })]),
    ))
  test('counts: replicas', () =>
    expect(lint(overlaid('replicas: [{name: rabbitmq, count: 5}]')).clusters).toMatchObject([
      { replicas: 5, file: 'base/all.yaml' },
    ]))
  test('counts: labels in selectors and templates', () =>
    expect(rules(lint(overlaid('commonLabels: {stage: prod}')))).toEqual([]))
  test('counts: a prefix, which no configuration follows', () =>
    expect(rules(lint(overlaid('namePrefix: eu-')))).toEqual(
      expect.arrayContaining(['discovery-service-mismatch', 'node-name-mismatch']),
    ))
})

describe('what a patch touches', () => {
  const headless =
    'apiVersion: v1\nkind: Service\nmetadata: {name: rabbitmq-headless}\nspec: {clusterIP: None}'
  const broken = cluster({ service: { publishNotReadyAddresses: true } })
  test('is an error without the patch', () =>
    expect(rules(lint(overlaid('', broken)))).toEqual(['service-not-headless']))
  test('is not known, with the command that tells', () => {
    const report = lint(overlaid(patch(headless), broken))
    expect(rules(report)).toEqual([])
    expect(report.notEvaluated).toContainEqual({
      rule: 'service-not-headless',
      cluster: 'mq/rabbitmq',
      why: 'a patch in overlay/kustomization.yaml changes it; run `kustomize build overlay` and lint the result',
    })
  })
  test('is not known where the patch cannot be read', () => {
    const report = lint(overlaid('patches: [{path: gone.yaml, target: {kind: Service}}]', broken), {
      complete: false,
    })
    expect(rules(report)).toEqual([])
    expect(report.notEvaluated.some(({ rule }) => rule === 'service-not-headless')).toBe(true)
  })
  test('is known in another overlay', () => {
    const files = [
      ...overlaid(patch(headless), broken),
      file('plain/kustomization.yaml', 'resources: [../base]'),
    ]
    expect(lint(files).findings).toMatchObject([{ rule: 'service-not-headless', contexts: ['plain'] }])
  })
  test('and deletes is not absent', () => {
    const files = overlaid(patch(`$patch: delete\n${headless.replace(/spec.*/, '')}`))
    const report = lint(files)
    expect(rules(report)).toEqual([])
    expect(report.notEvaluated.find(({ rule }) => rule === 'governing-service-missing')?.why).toBe(
      'Service rabbitmq-headless: a patch in overlay/kustomization.yaml deletes it; run `kustomize build overlay` and lint the result',
    )
  })
  test('is no object of its own', () => {
    const named = overlaid('patches: [{path: sts.yaml}]\n', cluster(), [
      file(
        'overlay/sts.yaml',
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: rabbitmq, namespace: mq}\nspec: {template: {spec: {containers: [{name: rabbitmq, image: "rabbitmq:3.12.0"}]}}}',
      ),
    ])
    expect(readInput(named).worlds.map(world => world.ofKind(kinds.StatefulSet).length)).toEqual([1])
    const unused = named.map(({ name, text }) => file(name, text.replace(/patches:.*/, '')))
    expect(readInput(unused).worlds.map(world => world.ofKind(kinds.StatefulSet).length)).toEqual([1])
    expect(readInput(unused).skipped).toEqual([
      { file: 'overlay/sts.yaml', why: 'the kustomization beside it does not list it' },
    ])
  })
})

describe('what belongs to whom', () => {
  test('files of a base are no objects besides, and a base is no context', () =>
    expect(readInput(overlaid('')).worlds.map(({ context, objects }) => [context, objects.length])).toEqual([
      ['overlay', readInput([file('a.yaml', cluster())]).objects],
    ]))
  test('plain objects belong to the nearest kustomization', () => {
    const files = [
      file('a/kustomization.yaml', 'resources: [all.yaml]'),
      file('a/all.yaml', cluster({ without: ['Role', 'RoleBinding'] })),
      file('a/rights/role.yaml', cluster({ only: ['Role', 'RoleBinding'] })),
      file('b/kustomization.yaml', 'resources: []'),
    ]
    expect(rules(lint(files))).toEqual([])
  })
  test('a plain copy of what a kustomization has is something else', () => {
    const files = [...overlaid('namespace: mq'), file('copy/all.yaml', cluster({ storage: 'emptyDir' }))]
    expect(readInput(files).worlds.map(({ context }) => context)).toEqual(['', 'overlay'])
    expect(lint(files).findings).toMatchObject([{ rule: 'storage-not-persistent', file: 'copy/all.yaml' }])
  })
  test('contexts set by hand may hold several kustomizations', () => {
    const files = [
      file('eu/app/kustomization.yaml', 'resources: [all.yaml]'),
      file('eu/app/all.yaml', inTwoParts().rest),
      file('eu/net/kustomization.yaml', 'resources: [all.yaml]'),
      file('eu/net/all.yaml', inTwoParts().headless),
    ]
    expect(rules(lint(files))).toEqual(['governing-service-missing'])
    expect(rules(lint(files, { contexts: ['eu'] }))).toEqual([])
    expect(lint(files, { contexts: ['eu'] }).notEvaluated).toEqual([])
  })
  test('an object of Flux, which has Kustomizations too, is an object', () => {
    const flux =
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\nspec: {path: ./apps}\n'
    expect(readInput([file('kustomization.yaml', flux)])).toMatchObject({ objects: 1, skipped: [] })
  })
})

describe('a kustomization that cannot be built', () => {
  const unreadable = (files: readonly InputFile[], options: InputOptions = {}) =>
    lint(files, options).findings.filter(({ rule }) => rule === 'document-unreadable')
  const rabbit = file('base/all.yaml', cluster())
  const rows: readonly (readonly [name: string, files: readonly InputFile[], at: string, reason: string])[] =
    [
      [
        'missing resource',
        [file('kustomization.yaml', 'resources:\n  - base/all.yaml\n  - gone\n'), rabbit],
        'kustomization.yaml:3:5',
        'gone is not there',
      ],
      [
        'missing resource of a base, once',
        overlaid(
          '',
          cluster(),
          [file('two/kustomization.yaml', 'resources: [../base]')],
          'resources: [all.yaml, no.yaml]',
        ),
        'base/kustomization.yaml:1:23',
        'no.yaml is not there',
      ],
      [
        'missing patch',
        overlaid('patches: [{path: gone.yaml}]'),
        'overlay/kustomization.yaml:2:18',
        'gone.yaml is not there',
      ],
      [
        'cycle',
        [
          file('base/kustomization.yaml', 'resources: [all.yaml, ../b]'),
          rabbit,
          file('b/kustomization.yaml', 'resources: [../base]'),
        ],
        'base/kustomization.yaml:1:23',
        '../b leads back to where it is included: a cycle',
      ],
      [
        'itself',
        [file('base/kustomization.yaml', 'resources: [all.yaml, .]'), rabbit],
        'base/kustomization.yaml:1:23',
        '. leads back to where it is included: a cycle',
      ],
      [
        'the same twice',
        overlaid('bases: [../base]'),
        'overlay/kustomization.yaml:2:9',
        '../base brings StatefulSet rabbitmq, which is there already',
      ],
      [
        'a component as resource',
        overlaid('# rabbitmq', cluster(), [], 'kind: Component\nresources: [all.yaml]'),
        'overlay/kustomization.yaml:1:13',
        '../base is a component, and components include it',
      ],
      [
        'a number as tag',
        overlaid('images: [{name: rabbitmq, newTag: 3.13}]'),
        'overlay/kustomization.yaml:2:35',
        'newTag is not text: put it in quotes',
      ],
      [
        'another kind',
        overlaid('kind: kustomization'),
        'overlay/kustomization.yaml:2:7',
        'its kind is neither Kustomization nor Component',
      ],
      [
        'two kustomization files',
        [...overlaid(''), file('overlay/kustomization.yml', 'resources: [../base]')],
        'overlay/kustomization.yaml:1:1',
        'the folder has kustomization.yml beside kustomization.yaml, and kustomize does not choose',
      ],
      [
        'nothing to merge into',
        overlaid('configMapGenerator: [{name: other, behavior: merge, literals: [a=b]}]'),
        'overlay/kustomization.yaml:2:22',
        'there is no ConfigMap other to merge',
      ],
    ]
  test.each(rows)('%s', (name, files, at, reason) => {
    const found = unreadable(files)
    expect(found.map(({ message }) => message)).toContain(`kustomize cannot build it: ${reason}`)
    expect(found.map(place => `${place.file}:${place.line}:${place.column}`)).toContain(at)
    if (name.endsWith('once')) expect(found).toHaveLength(1)
  })
  test('may have what is missing: nothing is claimed', () => {
    const report = lint([
      file('kustomization.yaml', 'resources: [sts.yaml, gone.yaml]'),
      file('sts.yaml', cluster({ without: ['Service'] })),
    ])
    expect(rules(report)).toEqual(['document-unreadable'])
    expect(report.notEvaluated.find(({ rule }) => rule === 'governing-service-missing')?.why).toContain(
      'gone.yaml is not there',
    )
  })
  test('has findings all the same', () =>
    expect(
      rules(
        lint([
          file('kustomization.yaml', 'resources: [all.yaml, gone.yaml]'),
          file('all.yaml', cluster({ storage: 'emptyDir' })),
        ]),
      ),
    ).toEqual(['storage-not-persistent', 'document-unreadable']))
  test('of somebody else is only listed', () => {
    const report = lint([file('web/kustomization.yaml', 'resources: [gone.yaml]'), rabbit])
    expect(rules(report)).toEqual([])
    expect(report.skipped).toEqual([
      { file: 'web/kustomization.yaml', why: 'kustomize cannot build it: gone.yaml is not there' },
    ])
  })
  test('is not said where only files were named', () => {
    const report = lint([file('kustomization.yaml', 'resources: [base/all.yaml, gone.yaml]'), rabbit], {
      complete: false,
    })
    expect(rules(report)).toEqual([])
    expect(report.skipped.map(({ file: name }) => name)).toEqual(['kustomization.yaml'])
  })
  describe('does not take what it includes away', () => {
    const conf = cluster({ conf: 'no.such.key = 1\n' })
    const base = [file('deploy/kustomization.yaml', 'resources: [all.yaml]'), file('deploy/all.yaml', conf)]
    const overlay = (name: string, text: string): InputFile => file(`${name}/kustomization.yaml`, text)
    const rowsOf: readonly (readonly [
      name: string,
      files: readonly InputFile[],
      contexts: readonly string[],
    ])[] = [
      [
        'an overlay below its base',
        [overlay('deploy/overlays/dev', 'resources: [../../]')],
        ['deploy', 'deploy/overlays/dev'],
      ],
      [
        'one that lacks a patch',
        [overlay('dev', 'resources: [../deploy]\npatches: [{path: gone.yaml}]')],
        ['deploy', 'dev'],
      ],
      [
        'another one can be built',
        [
          overlay('dev', 'resources: [../deploy, gone.yaml]'),
          overlay('prod', 'resources: [../deploy]\nnamespace: mq'),
        ],
        ['dev', 'prod'],
      ],
      [
        'over another one that can be built',
        [overlay('top', 'resources: [../middle, gone.yaml]'), overlay('middle', 'resources: [../deploy]')],
        ['middle', 'top'],
      ],
      [
        'over another one that cannot',
        [overlay('top', 'resources: [../middle]'), overlay('middle', 'resources: [../deploy, gone.yaml]')],
        ['deploy', 'top'],
      ],
    ]
    test.each(rowsOf)('%s', (_, overlays, contexts) => {
      const files = [...base, ...overlays]
      expect(readInput(files).worlds.map(({ context }) => context)).toEqual(contexts)
      const report = lint(files)
      expect(new Set(rules(report))).toEqual(new Set(['conf-key-unknown', 'document-unreadable']))
      expect(report.findings.filter(({ rule }) => rule === 'conf-key-unknown')).toHaveLength(1)
    })
  })
  test('that cannot be read takes the files beside it with it, and no others', () => {
    const report = lint([
      file('a/kustomization.yaml', 'resources: [\n\t'),
      file('a/patch.yaml', cluster({ storage: 'none' })),
      rabbit,
    ])
    expect(rules(report)).toEqual([])
    expect(report.skipped.map(({ file: name }) => name)).toEqual(['a/kustomization.yaml', 'a/patch.yaml'])
    expect(report.clusters).toHaveLength(1)
  })
})

describe('what is not run or read', () => {
  const noService = cluster({ without: ['Service'] })
  const rows: readonly (readonly [name: string, overlay: string, why: RegExp])[] = [
    [
      'a remote base',
      'bases: ["https://example.com/base?ref=v1"]',
      /it may be in https:\/\/example.com\/base\?ref=v1, which is remote/,
    ],
    [
      'a remote base of GitHub',
      'bases: [github.com/example/base]',
      /it may be in github.com\/example\/base, which is remote/,
    ],
    ['charts', 'helmCharts: [{name: rabbitmq}]', /runs generators or charts/],
    ['generators', 'generators: [g.yaml]', /runs generators or charts/],
    ['a field in other letters', 'Resources: [more.yaml]', /writes Resources in other letters/],
  ]
  test.each(rows)('%s: what is absent is not known', (_, overlay, why) => {
    const report = lint(overlaid(overlay, noService))
    expect(rules(report)).toEqual([])
    expect(report.notEvaluated.find(({ rule }) => rule === 'governing-service-missing')?.why).toMatch(why)
    expect(report.skipped).toEqual([
      {
        file: 'overlay/kustomization.yaml',
        why: 'not all of it was read: run `kustomize build overlay` and lint the result',
      },
    ])
  })
  test('transformers: nothing is judged', () => {
    const report = lint(overlaid('transformers: [t.yaml]', noService))
    expect(report).toMatchObject({ clusters: [], findings: [] })
    expect(report.skipped).toHaveLength(1)
  })
  test('replacements and variables: what they fill in is not known', () => {
    const replacement =
      'replacements:\n  - source: {kind: ConfigMap, name: x}\n    targets:\n      - select: {kind: StatefulSet}\n        fieldPaths: [spec.serviceName]\n'
    for (const overlay of [
      replacement,
      'vars: [{name: MY_SERVICE, objref: {kind: Service, name: x, apiVersion: v1}}]\n',
    ]) {
      const report = lint(overlaid(overlay, cluster({ serviceName: '$(MY_SERVICE)' })))
      expect(rules(report).filter(rule => rule === 'governing-service-missing')).toEqual([])
      expect(report.notEvaluated.some(({ rule }) => rule === 'governing-service-missing')).toBe(true)
    }
  })
  test('a component that nothing includes', () =>
    expect(
      lint([
        file('c/kustomization.yaml', 'kind: Component\nresources: [all.yaml]'),
        file('c/all.yaml', cluster({ storage: 'none' })),
      ]),
    ).toMatchObject({
      findings: [],
      skipped: [{ file: 'c/kustomization.yaml', why: 'a component that no kustomization here includes' }],
    }))
})

describe('a fix', () => {
  const discovery = [
    'cluster_formation.peer_discovery_backend = k8s',
    'cluster_formation.k8s.service_name = rabbitmq-headless',
  ]
  const conf = `${discovery.join('\r\n')}\r\n# kept\nlog.console = yes\n`
  const unpublished = cluster({ without: ['ConfigMap'], service: { clusterIP: 'None' } })
  const files = (overlay: string): readonly InputFile[] => [
    file(
      'base/kustomization.yaml',
      'resources: [all.yaml]\nnamespace: mq\nconfigMapGenerator: [{name: rabbitmq, files: [rabbitmq.conf]}]\n',
    ),
    file('base/all.yaml', unpublished),
    file('base/rabbitmq.conf', conf),
    file('overlay/kustomization.yaml', `resources: [../base]\n${overlay}`),
  ]
  const changed = (given: readonly InputFile[]): readonly string[] => fix(given).files.map(({ name }) => name)

  test('is written into the base, and into the file that a generator names', () => {
    const { files: after, fixed } = fix(files(''))
    expect(after.map(({ name }) => name)).toEqual(['base/all.yaml', 'base/rabbitmq.conf'])
    expect(after[0]?.text).toContain('publishNotReadyAddresses: true')
    expect(after[1]?.text).toBe(conf.replace('yes', 'true'))
    expect(fixed.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['not-ready-addresses-unpublished', 'conf-value-invalid']),
    )
  })
  test('is not written where it holds a name of this build only', () => {
    const result = fix(overlaid('namespace: eu-messaging', cluster({ without: ['Service'] })), {
      unsafe: true,
    })
    expect(result.files.map(({ text }) => text).join()).not.toContain('eu-messaging')
    expect(result.notFixed).toContainEqual({
      finding: expect.objectContaining({ rule: 'governing-service-missing' }),
      why: 'it would write eu-messaging, a name that a kustomization gives',
    })
  })
  test('is not written where a kustomization makes the text', () => {
    const literal = files('').map(({ name, text }) =>
      file(
        name,
        text.replace(
          'files: [rabbitmq.conf]',
          `literals: ["rabbitmq.conf=${discovery.join('\\n')}\\nlog.console = yes"]`,
        ),
      ),
    )
    expect(changed(literal)).toEqual(['base/all.yaml'])
    expect(fix(literal).notFixed).toContainEqual({
      finding: expect.objectContaining({ rule: 'conf-value-invalid' }),
      why: 'base/kustomization.yaml sets it',
    })
  })
})
