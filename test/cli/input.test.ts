import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { lint } from '../../index.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { warrener } from './run.ts'
import { scratchFolders } from './scratch.ts'

const folder = scratchFolders()

describe('where everything is left out, it says why', () => {
  const ignoring = folder({
    '.git/HEAD': '',
    '.gitignore': '*.yaml\nout/\n',
    'a.yaml': '',
    'b.yaml': '',
    'out/c.yaml': '',
  })
  const links = folder({ 'kept/a.txt': 'kind: Service\n' })
  symlinkSync('kept/a.txt', join(links, 'a.yaml'))
  symlinkSync('nowhere', join(links, 'b.yaml'))

  test.each<[string, string, readonly string[], string]>([
    ['by .gitignore', ignoring, [], '.gitignore or .warrenerignore leaves out 2 files and 1 folder'],
    ['by .gitignore, with a glob', ignoring, ['*.yaml'], '.gitignore or .warrenerignore leaves out 2 files'],
    [
      'links',
      links,
      [],
      'a.yaml: is a symbolic link, which is not followed; b.yaml: is a symbolic link to nothing',
    ],
    ['nothing ends in what is read', folder({ 'a.txt': '' }), [], 'no file ends in .yaml, .yml or .json'],
    [
      'a folder beside what is not read',
      folder({ '.git/HEAD': '', '.gitignore': 'out/\n', 'out/c.yaml': '', 'a.txt': '' }),
      [],
      'no file ends in .yaml, .yml or .json; .gitignore or .warrenerignore leaves out 1 folder',
    ],
  ])('%s', async (_, cwd, paths, why) => {
    const { code, out, err } = await warrener(['lint', ...paths], { cwd })
    expect({ code, out, err }).toEqual({ code: 3, out: '', err: `warrener: nothing to lint: ${why}\n` })
    expect((await warrener(['lint', '--allow-empty', ...paths], { cwd })).code).toBe(0)
  })
})

describe('what was rendered names the file that it was made of', () => {
  const rendered = `---\n# Source: mq/templates/all.yaml\n${cluster({ storage: 'emptyDir' })}`
  test('in a comment of helm template', async () => {
    const { out } = await warrener(['lint', '-', '--format', 'json'], { cwd: '/', input: rendered })
    const { findings } = JSON.parse(out)
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'storage-not-persistent',
        file: '<stdin>',
        template: 'mq/templates/all.yaml',
      }),
    )
    const shown = (await warrener(['lint', '-'], { cwd: '/', input: rendered })).out
    expect(shown).toMatch(/^ {2}from {2}mq\/templates\/all\.yaml$/m)
    const hostile = rendered.replace('all.yaml', '\u001b[31mall.yaml')
    expect((await warrener(['lint', '-'], { cwd: '/', input: hostile })).out).toContain(
      'templates/\\u{1b}[31mall',
    )
  })

  const templateOf = (text: string): string | undefined =>
    lint([{ name: 'a.yaml', text }]).findings.find(({ rule }) => rule === 'storage-not-persistent')?.template
  const plain = cluster({ storage: 'emptyDir' })
  test.each<[string, string, string | undefined]>([
    ['no comment', plain, undefined],
    ['another comment', `# Sources: x\n${plain}`, undefined],
    ['behind other comments', `# a\n\n# Source: b.yaml\n${plain}`, 'b.yaml'],
    ['with Windows line ends', `# Source: b.yaml\n${plain}`.replaceAll('\n', '\r\n'), 'b.yaml'],
    ['not at the head of the object', plain.replace('spec:', 'spec: # Source: b.yaml'), undefined],
    [
      'in an annotation of kustomize',
      plain.replace(
        'metadata:\n',
        'metadata:\n  annotations:\n    config.kubernetes.io/origin: |\n      path: ../base/sts.yaml\n',
      ),
      '../base/sts.yaml',
    ],
  ])('%s', (_, text, template) => {
    expect(templateOf(text)).toBe(template)
  })
})

test('files without --- between them are told apart', async () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: rabbitmq\n'
  const { code, out } = await warrener(['lint', '-'], { cwd: '/', input: service + service })
  expect([code, out.replaceAll(/\s+\|?\s*/g, ' ')]).toEqual([
    1,
    expect.stringContaining('where another object begins, write --- on a line of its own before it'),
  ])
})
