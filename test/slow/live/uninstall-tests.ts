import { runUninstall } from '../../../live/uninstall/uninstall.ts'
import { beforeAll, describe, expect, test } from '../../jest.ts'
import { viewersKubeconfig } from './audit.ts'
import { certManager, endNamespace, everything, install } from './installing.ts'
import { configurations, type Stage } from './stage.ts'

export function uninstallTests(stage: () => Stage): void {
  describe('uninstall', () => {
    let before: readonly string[] = []
    beforeAll(async () => {
      await stage().kubectl('apply --server-side -f -', certManager)
      await stage().kubectl('wait --for=condition=Established --timeout=600s crd --all')
      await stage().run('uninstall')
      await stage().kubectl('delete secrets,pods --all --namespace warrener-system --force --grace-period=0')
      await endNamespace(stage())
      before = await everything(stage())
      expect(before.filter(name => name.includes('warrener'))).toEqual([])
    })

    test.each(['base', 'enforce', 'configuration'] as const)('%s leaves no trace', async form => {
      await install(stage(), form)
      const installed = await everything(stage())
      expect(installed.length).toBeGreaterThan(before.length + 15)
      const shown = await stage().run('uninstall', '--dry-run')
      expect(await everything(stage())).toEqual(installed)
      const { code, out, err } = await stage().run('uninstall')
      expect({ code, err }).toEqual({ code: 0, err: '' })
      // First of all what makes the API server ask.
      expect(out.split('\n').slice(0, 2)).toEqual([
        'deleted ValidatingWebhookConfiguration warrener',
        form === 'configuration'
          ? 'deleted ValidatingWebhookConfiguration warrener-configuration'
          : 'deleted MutatingWebhookConfiguration warrener',
      ])
      expect(shown.out).toBe(out.replaceAll(/^deleted/gm, 'would delete'))
      expect(out).toMatch(/^deleted Namespace warrener-system$/m)
      expect(await everything(stage())).toEqual(before)
      await endNamespace(stage())
      expect(await stage().run('uninstall')).toEqual({
        code: 0,
        out: 'Nothing of Warrener is installed.\n',
        err: '',
      })
    })

    test('what is not ours stays, and so does its namespace', async () => {
      const foreign = [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'of-others', namespace: 'warrener-system' },
        },
        {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingWebhookConfiguration',
          metadata: { name: 'of-others' },
          webhooks: [],
        },
      ]
      await install(stage(), 'base')
      await stage().kubectl('apply --server-side -f -', foreign)
      const { code, out, err } = await stage().run('uninstall')
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain('namespace warrener-system stays: ConfigMap of-others is not ours\n')
      expect(await everything(stage())).toEqual(
        [
          ...before,
          'ConfigMap/warrener-system/of-others',
          'ValidatingWebhookConfiguration//of-others',
        ].toSorted(),
      )
      await stage().kubectl('delete validatingwebhookconfiguration/of-others')
      await stage().kubectl('delete configmap/of-others --namespace warrener-system')
    })

    test('the brake, and the one line of kubectl that does the same', async () => {
      await install(stage(), 'enforce')
      const installed = await everything(stage())
      const braked = installed.filter(name => !/^(?:Validating|Mutating)WebhookConfiguration\//.test(name))
      expect(installed).toHaveLength(braked.length + 2)
      expect(await stage().run('uninstall', '--only-configurations')).toEqual({
        code: 0,
        out: 'deleted ValidatingWebhookConfiguration warrener\ndeleted MutatingWebhookConfiguration warrener\n',
        err: '',
      })
      expect(await everything(stage())).toEqual(braked)
      await install(stage(), 'enforce')
      await stage().kubectl(
        'delete validatingwebhookconfigurations,mutatingwebhookconfigurations --selector app.kubernetes.io/name=warrener',
      )
      expect(await everything(stage())).toEqual(braked)
    })

    test('what Helm installed is left to Helm, but for the brake', async () => {
      await install(stage(), 'base')
      await stage().kubectl(
        `annotate ${configurations} meta.helm.sh/release-name=warren meta.helm.sh/release-namespace=warrener-system`,
      )
      const installed = await everything(stage())
      const { code, out, err } = await stage().run('uninstall')
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain('as release warren: helm uninstall warren --namespace warrener-system;')
      expect(await everything(stage())).toEqual(installed)
      expect(await stage().run('uninstall', '--only-configurations')).toMatchObject({ code: 0 })
    })

    test('a person at a terminal is asked', async () => {
      await install(stage(), 'base')
      const installed = await everything(stage())
      const { kubeconfig } = stage().controlPlane
      const args = { kubeconfig, onlyConfigurations: false, dryRun: false, yes: false }
      let out = ''
      const write = (text: string): void => {
        out += text
      }
      const output = { isTTY: true, write }
      const host = { cwd: '/', env: {}, stdin: async () => Buffer.of(), out: output, err: output }
      const asked: string[] = []
      const answering = (answer: string) => async (question: string) => {
        asked.push(question)
        return answer
      }
      expect(await runUninstall(args, host, answering(''))).toBe(0)
      expect(out).toMatch(/^ {2}ValidatingWebhookConfiguration warrener\n[\s\S]*Nothing was deleted\.\n$/)
      expect(await everything(stage())).toEqual(installed)
      expect(await runUninstall({ ...args, onlyConfigurations: true }, host, answering('y'))).toBe(0)
      expect(asked).toEqual([
        expect.stringMatching(/^Delete \d+ objects\? \[y\/N\] $/),
        'Delete 2 objects? [y/N] ',
      ])
    })

    test('who has no right is told so, and nothing is half deleted', async () => {
      await install(stage(), 'base')
      const installed = await everything(stage())
      const kubeconfig = ['--kubeconfig', viewersKubeconfig(stage())]
      const blind = await stage().run('uninstall', ...kubeconfig)
      expect(blind).toMatchObject({ code: 1, out: '' })
      expect(blind.err).toMatch(
        /^warrener: nothing was deleted: .*\/validatingwebhookconfigurations could not be read: you may not read it \(403\)\n$/,
      )
      await stage().kubectl('create clusterrole sees-all --verb=get,list --resource=*.*')
      await stage().kubectl('create clusterrolebinding sees-all --clusterrole=sees-all --group=viewers')
      const seeing = await stage().run('uninstall', ...kubeconfig)
      expect(seeing).toMatchObject({ code: 1, out: '' })
      expect(seeing.err).toBe(
        [
          'warrener: ValidatingWebhookConfiguration warrener is still there: you may not delete it (403)',
          'warrener: MutatingWebhookConfiguration warrener is still there: you may not delete it (403)',
          'warrener: nothing else was deleted: the API server would ask a webhook that is gone\n',
        ].join('\n'),
      )
      await stage().kubectl('delete clusterrole,clusterrolebinding sees-all')
      expect(await everything(stage())).toEqual(installed)
    })
  })
}
