import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../lint/report.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { inTwoParts } from '../two-parts.ts'
import { warrener } from './run.ts'

/*
 * A file that was found and not read makes what it may hold unknown: no error is given because of it, and the report says so.
 */
const { rest, headless: service } = inTwoParts()
const missing = 'governing-service-missing'

async function lintWith(make?: (folder: string) => void, args: readonly string[] = []): Promise<Report> {
  const folder = folderWith({ '.git/HEAD': '', 'a.yaml': rest })
  make?.(folder)
  const { out } = await warrener(['lint', '--format', 'json', ...args], { cwd: folder })
  removeFolder(folder)
  return JSON.parse(out)
}
const said = ({ findings }: Report): readonly string[] => findings.map(({ rule }) => rule)
const gap = ({ notEvaluated }: Report): string | undefined =>
  notEvaluated.find(({ rule }) => rule === missing)?.why
const other = service.replace('kind: Service', 'kind: Ingress')

test('the sample lacks its Service', async () => {
  expect(service).toContain('kind: Service')
  expect(said(await lintWith())).toEqual([missing])
})

describe('a file with the Service', () => {
  const rows: readonly (readonly [name: string, make: (folder: string) => void, why: string])[] = [
    [
      'in Latin 1',
      folder => writeFileSync(join(folder, 'b.yaml'), Buffer.from(`# für\n${service}`, 'latin1')),
      'is not UTF-8 text',
    ],
    [
      'in UTF-16',
      folder => writeFileSync(join(folder, 'b.yaml'), Buffer.from(`\ufeff${service}`, 'utf16le')),
      'is UTF-16, not UTF-8 text',
    ],
    [
      'behind a symbolic link that leads out',
      folder => symlinkSync('/etc/hostname', join(folder, 'b.yaml')),
      'is a symbolic link, which is not followed',
    ],
    [
      'behind a broken link',
      folder => symlinkSync('nowhere', join(folder, 'b.yaml')),
      'is a symbolic link to nothing',
    ],
  ]
  test.each(rows)('%s: it is not absent', async (_, make, why) => {
    const report = await lintWith(make)
    expect(said(report).filter(rule => rule !== 'document-unreadable')).toEqual([])
    expect(gap(report)).toMatch(/^b\.yaml was not read and may hold (?:a Service|Service rabbitmq-headless)$/)
    const told = [
      ...report.skipped.map(left => `${left.file} ${left.why}`),
      ...report.findings.map(({ file, message }) => `${file} ${message}`),
    ]
    expect(told).toEqual([`b.yaml ${why}`])
  })
  test.each(rows.slice(0, 2))('%s, named itself: it is a finding', async (_, make) => {
    expect(said(await lintWith(make, ['a.yaml', 'b.yaml', '--context', '.']))).toContain(
      'document-unreadable',
    )
  })
})

describe('an object that does not say its kind', () => {
  const kindless = service.replace('kind: Service\n', '')
  test.each<[string, string]>([
    ['by itself', kindless],
    [
      'in a list',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [{ metadata: { name: 'rabbitmq-headless' } }],
      }),
    ],
  ])('%s: it may be the Service', async (_, text) => {
    const report = await lintWith(folder => writeFileSync(join(folder, 'b.yaml'), text))
    expect(said(report)).not.toContain(missing)
    expect(gap(report)).toMatch(/^b\.yaml was not read and may hold (?:a Service|Service rabbitmq-headless)$/)
  })
  test('of another name: it is not', async () => {
    const text = kindless.replaceAll('rabbitmq-headless', 'web')
    expect(said(await lintWith(folder => writeFileSync(join(folder, 'b.yaml'), text)))).toContain(missing)
  })
})

describe('a file that was not read and holds something else', () => {
  test.each<[string, (folder: string) => void]>([
    ['another kind', folder => writeFileSync(join(folder, 'b.yaml'), Buffer.from(`# ü\n${other}`, 'latin1'))],
    ['bytes', folder => writeFileSync(join(folder, 'b.json'), Buffer.from([0xff, 0x00, 0xfe, 0x80]))],
    [
      'linked from a folder that is another context',
      folder => {
        for (const name of ['x', 'y']) {
          mkdirSync(join(folder, name))
          writeFileSync(join(folder, name, 'all.yaml'), cluster({ namespace: 'other' }))
        }
        symlinkSync('nowhere', join(folder, 'x', 'b.yaml'))
      },
    ],
  ])('%s: the Service is absent all the same', async (_, make) => {
    expect(said(await lintWith(make))).toContain(missing)
  })
})

describe('what a kustomization names and was not read', () => {
  const kustomized = (resource: string, make?: (folder: string) => void): Promise<Report> =>
    lintWith(folder => {
      writeFileSync(join(folder, 'kustomization.yaml'), `resources: [a.yaml, ${resource}]\n`)
      make?.(folder)
    })
  const nothing = (): undefined => undefined
  test.each<[string, string, RegExp, (folder: string) => void]>([
    [
      'outside of the repository',
      '../../b.yaml',
      /\.\.\/\.\.\/b\.yaml, which lies outside of what is read/,
      nothing,
    ],
    [
      'in Latin 1',
      'b.yaml',
      /b\.yaml, which is not UTF-8 text/,
      folder => writeFileSync(join(folder, 'b.yaml'), Buffer.from('# ü', 'latin1')),
    ],
    [
      'behind a link that leads out',
      'b.yaml',
      /b\.yaml, which is a symbolic link, which is not followed/,
      folder => symlinkSync('/etc/hostname', join(folder, 'b.yaml')),
    ],
  ])('%s: it is not said to be missing', async (_, resource, why, make) => {
    const report = await kustomized(resource, make)
    expect(said(report)).toEqual([])
    expect(gap(report)).toMatch(why)
  })
  test('is followed within the repository, as kustomize does', async () => {
    const report = await kustomized('b.yaml', folder => {
      mkdirSync(join(folder, 'files'))
      writeFileSync(join(folder, 'files', 'service.txt'), service)
      symlinkSync('files/service.txt', join(folder, 'b.yaml'))
    })
    expect([said(report), report.notEvaluated, report.skipped]).toEqual([[], [], []])
  })
})
