import { readdirSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { pretty } from '../../cli/formats/pretty.ts'
import { coloured, plain } from '../../cli/formats/style.ts'
import { widthOf } from '../../cli/formats/text.ts'
import { type InputFile, lint } from '../../index.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { shownAs } from './sample-report.ts'

/*
 * The report as its reader sees it, in a narrow terminal, a usual one and a wide one, with colours and without. Look at it when it changes.
 */
const folder = (path: string): readonly InputFile[] =>
  readdirSync(path)
    .sort()
    .map(name => ({ name, text: readFileSync(`${path}/${name}`, 'utf8') }))
const file = (name: string, text: string): InputFile => ({ name, text })
const seven = cluster({
  image: 'rabbitmq:3.13.7',
  service: { clusterIP: '10.96.0.10' },
  storage: 'emptyDir',
  conf: 'disk_free_limit.absolut = 5GB\ncluster_partition_handling = ignore',
  container: {
    livenessProbe: { exec: { command: ['rabbitmq-diagnostics', 'check_running'] }, failureThreshold: 60 },
    resources: { limits: { memory: '2Gi' } },
  },
  without: ['Role'],
})
const fixtures: Readonly<Record<string, readonly InputFile[]>> = {
  'the example': folder('examples/broken-cluster'),
  'seven findings': [file('deploy/rabbitmq.yaml', seven)],
  'two overlays': ['dev', 'prod'].map(name =>
    file(`overlays/${name}/rabbitmq.yaml`, cluster({ storage: 'emptyDir' })),
  ),
  'a release that nobody told': [
    file('mq.yaml', cluster({ image: 'registry.example/mq@sha256:0', conf: 'heartbeat = 0' })),
  ],
  'wide characters': [
    file('デプロイ/ラビット.yaml', cluster({ conf: '# 日本語 \ndisk_free_limit.absolut = 5GB # 日本語' })),
  ],
  'no finding': [file('mq.yaml', cluster())],
}
const looks = { plain, coloured }

describe.each(Object.entries(fixtures))('%s', (_, files) => {
  const report = lint(files, { today: '2026-01-01' })
  const text = (name: string) => files.find(known => known.name === name)?.text
  const print = (width: number, style = plain): string =>
    pretty(report, shownAs({ showInfos: false, width, style, text }))

  test.each([60, 80, 160])('in %i columns', width => {
    expect(print(width)).toMatchSnapshot()
    for (const line of print(width).split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
  })

  test.each([60, 80, 160])('in %i columns, coloured', width => {
    const marked = print(width, looks.coloured)
    expect(marked.replaceAll('\u001b[', '<ESC ')).toMatchSnapshot()
    expect(stripVTControlCharacters(marked)).toBe(print(width))
  })
})

test('a screen holds it: seven findings in 40 lines, the example in 70', () => {
  const linesOf = (name: string): number => {
    const files = fixtures[name] ?? []
    const text = (of: string) => files.find(known => known.name === of)?.text
    return pretty(lint(files), shownAs({ showInfos: false, text }))
      .trimEnd()
      .split('\n').length
  }
  const { summary } = lint(fixtures['seven findings'] ?? [])
  expect(summary.errors + summary.warnings).toBe(7)
  expect(linesOf('seven findings')).toBeLessThanOrEqual(40)
  expect(linesOf('the example')).toBeLessThanOrEqual(70)
})
