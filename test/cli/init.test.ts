import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configText } from '../../cli/commands/init.ts'
import { parseConfig } from '../../cli/config/parse.ts'
import { rules } from '../../index.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { warrener } from './run.ts'
import { scratchFolders } from './scratch.ts'

const folder = scratchFolders()

describe('init', () => {
  const overlays = {
    'overlays/dev/all.yaml': cluster(),
    'overlays/prod/all.yaml': cluster({ image: 'mine/rabbitmq' }),
  }

  test('writes what it found, and the lint is the same with it', async () => {
    const cwd = folder(overlays)
    const before = await warrener(['lint', '--verbose'], { cwd })
    expect(await warrener(['init'], { cwd })).toEqual({
      code: 0,
      out: 'Wrote .warrener.yaml. Found here: 2 clusters, 2 contexts.\n',
      err: '',
    })
    const text = readFileSync(join(cwd, '.warrener.yaml'), 'utf8')
    expect(text).toMatch(/^# yaml-language-server: \$schema=https:\/\/.*\n/)
    expect(text).toContain('#contexts: ["overlays/dev", "overlays/prod"]')
    expect(text).toMatch(/None tells that of "\S*rabbitmq"\./)
    const after = await warrener(['lint', '--verbose'], { cwd })
    expect(after).toEqual({ ...before, out: before.out.replace('2 files', '3 files') })
  })

  test.each([
    ['.warrener.yaml', ''],
    ['.warrener.json', ''],
    ['.warrener.yml', 'deploy'],
  ])('leaves %s as it is', async (name, below) => {
    const cwd = folder({ '.git/HEAD': '', [name]: 'failOn: never\n', 'deploy/all.yaml': cluster() })
    const { code, err } = await warrener(['init'], { cwd: join(cwd, below) })
    expect([code, err]).toEqual([
      2,
      `warrener: there is a config file already: ${below === '' ? '' : '../'}${name}\n`,
    ])
    expect(readFileSync(join(cwd, name), 'utf8')).toBe('failOn: never\n')
  })

  test('where nothing is, and where nothing may be written', async () => {
    const cwd = folder({})
    expect((await warrener(['init'], { cwd })).out).toBe('Wrote .warrener.yaml. Found here: 0 clusters.\n')
    const closed = folder({})
    chmodSync(closed, 0o555)
    const { code, err } = await warrener(['init'], { cwd: closed })
    chmodSync(closed, 0o755)
    if (process.getuid?.() !== 0)
      expect([code, err]).toEqual([
        4,
        'warrener: .warrener.yaml cannot be written: permission denied (EACCES)\n',
      ])
  })

  test('is right as it stands, and with everything that it shows behind a #', () => {
    const ids = rules.map(({ id }) => id)
    const text = configText({ clusters: 1, contexts: ['a "b"\n#c', 'ü'], unknown: ['\u001b[31mx'] })
    expect(text).not.toContain('\u001b')
    const whole = text.replaceAll(/^#(?! )/gm, '').replaceAll(/^# {2}/gm, '  ')
    expect(parseConfig('.warrener.yaml', text, ids)).toMatchObject({ config: { failOn: 'error' } })
    expect(parseConfig('.warrener.yaml', whole, ids)).toMatchObject({
      config: {
        contexts: ['a "b"\n#c', 'ü'],
        overrides: [{}],
        externalResources: [{}],
        rules: {},
        metadataStore: 'khepri',
      },
    })
  })
})
