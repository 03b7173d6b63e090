import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '../../jest.ts'
import { root } from '../../process.ts'
import { certManager, endNamespace, everything } from './installing.ts'
import { certificateSecret, type Stage } from './stage.ts'

export function operatePageTests(stage: () => Stage): void {
  describe('docs/operate.md', () => {
    const page = readFileSync(join(root, 'docs/operate.md'), 'utf8')
    const commands = [...page.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) =>
      block.trim().split('\n'),
    )
    /** As its reader did, with the Secret that cert-manager would make. */
    beforeAll(async () => {
      await stage().run('uninstall')
      await stage().kubectl('delete secrets,pods --all --namespace warrener-system --force --grace-period=0')
      await endNamespace(stage())
      await stage().kubectl('apply --server-side -f -', certManager)
      await stage().kubectl('wait --for=condition=Established --timeout=600s crd --all')
      for (const part of ['certificate', 'base'])
        await stage().kubectl(`apply -k ${join(root, 'manifests/webhook', part)}`)
      await stage().kubectl('apply --server-side -f -', certificateSecret('of nobody'))
    })

    test('has commands', () => expect(commands.length).toBeGreaterThan(10))

    test.each(commands.map((command, index) => [index + 1, command] as const))(
      '%i: %s',
      async (_, command) => {
        // Here the processes behind the Service are not pods: doctor has something to say.
        const mayFail = command.startsWith('warrener doctor')
        const [program = '', ...words] = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(
          ([, quoted, bare]) => quoted ?? bare ?? '',
        )
        const args = words.map(word => (word.startsWith('manifests/') ? join(root, word) : word))
        const ran =
          program === 'kubectl'
            ? await stage().controlPlane.kubectl(args)
            : await stage().run(args[0] ?? '', ...args.slice(1))
        expect(['kubectl', 'warrener']).toContain(program)
        const said = 'stderr' in ran ? ran.stderr : ran.err
        expect({ code: mayFail ? 0 : ran.code, said: ran.code === 0 ? '' : said }).toEqual({
          code: 0,
          said: '',
        })
        if (mayFail) expect(ran.code).toBeLessThan(2)
      },
    )

    test('and nothing is left at its end', async () => {
      await endNamespace(stage())
      expect((await everything(stage())).filter(name => name.includes('warrener'))).toEqual([])
    })
  })
}
