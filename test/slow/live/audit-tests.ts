import { warrener } from '../../cli/run.ts'
import { beforeAll, describe, expect, test } from '../../jest.ts'
import { until } from '../../webhook/until.ts'
import { brokenCluster, essence, execKubeconfig, servedKinds, space, viewersKubeconfig } from './audit.ts'
import type { Stage } from './stage.ts'

export function auditTests(stage: () => Stage): void {
  describe('audit', () => {
    beforeAll(() => brokenCluster(stage()))
    const audit = (...more: readonly string[]) =>
      stage().run('audit', '--no-config', '--format', 'json', '--fail-on', 'never', ...more)

    test('finds what lint finds in what kubectl shows', async () => {
      const { out, err } = await audit()
      expect(err).toBe('')
      const shown = await stage().kubectl(`get ${await servedKinds(stage())} --all-namespaces -o yaml`)
      const linted = await warrener(['lint', '-', '--no-config', '--format', 'json', '--fail-on', 'never'], {
        cwd: '/',
        input: shown,
      })
      expect(essence(out).length).toBeGreaterThan(3)
      expect(essence(out)).toEqual(essence(linted.out))
      expect(JSON.parse(out).clusters).toMatchObject([{ name: `${space}/orders-mq`, source: 'cluster' }])
    })

    test('with credentials that a program gives', async () => {
      const { code, out } = await audit('--kubeconfig', execKubeconfig(stage()), '--context', 'test')
      expect(code).toBe(0)
      expect(essence(out)).toEqual(essence((await audit('--namespace', space)).out))
    })

    test('what may not be read is unknown, and said', async () => {
      const kubeconfig = ['--kubeconfig', viewersKubeconfig(stage())]
      expect(await audit(...kubeconfig)).toMatchObject({ code: 3 })
      const inSpace = `--namespace ${space}`
      await stage().kubectl(
        `create role sees --verb=get,list --resource=statefulsets.apps,services,pods ${inSpace}`,
      )
      await stage().kubectl(`create rolebinding sees --role=sees --group=viewers ${inSpace}`)
      // The API server hears of a binding a moment later.
      await until(async () => (await audit(...kubeconfig, '--namespace', space)).code === 0)
      const { out } = await audit(...kubeconfig, '--namespace', space)
      const { notEvaluated, clusters } = JSON.parse(out)
      expect(clusters).toHaveLength(1)
      expect(notEvaluated.map(({ why }: { why: string }) => why)).toContainEqual(
        expect.stringContaining(`of ${space} could not be read: you may not read it (403)`),
      )
      await stage().kubectl(`delete namespace ${space} --wait=false`)
    })
  })
}
