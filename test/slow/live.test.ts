import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '../../live/doctor/result.ts'
import { runUninstall } from '../../live/uninstall/uninstall.ts'
import { warrener } from '../cli/run.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { until } from '../webhook/until.ts'
import {
  brokenCluster,
  essence,
  execKubeconfig,
  servedKinds,
  space,
  viewersKubeconfig,
} from './live/audit.ts'
import { doctorRows } from './live/doctor-rows.ts'
import { busyWebhook } from './live/overload.ts'
import { certificateSecret, configurations, type Stage, startStage } from './live/stage.ts'
import { certManager, endNamespace, everything, install } from './live/uninstall-rows.ts'

/*
 * The commands on a live cluster, on a real API server with the webhook that is shipped.
 */

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage?.stop())

describe('audit', () => {
  beforeAll(() => brokenCluster(stage))
  const audit = (...more: readonly string[]) =>
    stage.run('audit', '--no-config', '--format', 'json', '--fail-on', 'never', ...more)

  test('finds what lint finds in what kubectl shows', async () => {
    const { out, err } = await audit()
    expect(err).toBe('')
    const shown = await stage.kubectl(`get ${await servedKinds(stage)} --all-namespaces -o yaml`)
    const linted = await warrener(['lint', '-', '--no-config', '--format', 'json', '--fail-on', 'never'], {
      cwd: '/',
      input: shown,
    })
    expect(essence(out).length).toBeGreaterThan(3)
    expect(essence(out)).toEqual(essence(linted.out))
    expect(JSON.parse(out).clusters).toMatchObject([{ name: `${space}/orders-mq`, source: 'cluster' }])
  })

  test('with credentials that a program gives', async () => {
    const { code, out } = await audit('--kubeconfig', execKubeconfig(stage), '--context', 'test')
    expect(code).toBe(0)
    expect(essence(out)).toEqual(essence((await audit('--namespace', space)).out))
  })

  test('what may not be read is unknown, and said', async () => {
    const kubeconfig = ['--kubeconfig', viewersKubeconfig(stage)]
    expect(await audit(...kubeconfig)).toMatchObject({ code: 3, out: '' })
    const inSpace = `--namespace ${space}`
    await stage.kubectl(
      `create role sees --verb=get,list --resource=statefulsets.apps,services,pods ${inSpace}`,
    )
    await stage.kubectl(`create rolebinding sees --role=sees --group=viewers ${inSpace}`)
    // The API server hears of a binding a moment later.
    await until(async () => (await audit(...kubeconfig, '--namespace', space)).code === 0)
    const { out } = await audit(...kubeconfig, '--namespace', space)
    const { notEvaluated, clusters } = JSON.parse(out)
    expect(clusters).toHaveLength(1)
    expect(notEvaluated.map(({ why }: { why: string }) => why)).toContainEqual(
      expect.stringContaining(`of ${space} could not be read: you may not read it (403)`),
    )
    await stage.kubectl(`delete namespace ${space} --wait=false`)
  })
})

describe('a webhook that has too much to do', () => {
  test.each<[string, { status: number; times: number; seconds?: string }, number, RegExp]>([
    [
      '503 and when to come again: it is asked again',
      { status: 503, times: 2, seconds: '1' },
      3,
      /seen at last/,
    ],
    [
      '429 and when to come again: it is asked again',
      { status: 429, times: 1, seconds: '1' },
      2,
      /seen at last/,
    ],
    ['503 alone: it has failed', { status: 503, times: 9 }, 1, /failed calling webhook/],
  ])('%s', async (_, busy, asked, said) => {
    const namespace = `busy-${busy.status}-${busy.seconds ?? 'never'}`
    const webhook = await busyWebhook(stage, namespace, busy)
    try {
      const create = ['create', 'configmap', 'x', '--namespace', namespace]
      const { code, stderr } = await stage.controlPlane.kubectl(create)
      expect({ code, stderr, asked: webhook.asked() }).toEqual({
        code: 1,
        stderr: expect.stringMatching(said),
        asked,
      })
    } finally {
      await stage.kubectl(`delete validatingwebhookconfiguration ${namespace}`)
      webhook.close()
    }
  })
})

describe('doctor', () => {
  test.each(doctorRows.map(row => [row.name, row] as const))('%s', async (_, row) => {
    await stage.whole(row.form, row.isShort !== true)
    try {
      await row.breaks(stage)
      const { code, out, err } = await stage.run(
        'doctor',
        '--format',
        'json',
        ...((await row.args?.(stage)) ?? []),
      )
      expect(err).toBe('')
      const results: readonly Result[] = JSON.parse(out).checks
      // The tests let the API server wait longer than what is shipped.
      const bad = results.filter(({ state, says }) => state !== 'ok' && !/waits up to 30 s/.test(says))
      const all = bad.map(({ check, says }) => `${check}: ${says}`)
      expect(all.filter(text => row.maySay?.test(text) !== true)).toEqual(
        row.says.map(text => (typeof text === 'string' ? text : expect.stringMatching(text))),
      )
      expect({ code, err }).toEqual({ code: row.says.length === 0 ? 0 : 1, err: '' })
      for (const { help } of bad) expect(help).toBeTruthy()
      if (row.says.length > 0) return
      const fine = results.map(({ check, says }) => `${check}: ${says}`)
      expect(fine).toContain('admission: in namespace default a StatefulSet that cannot start is refused')
      expect(fine).toContain('version: the webhook is 0.1.0, and so is this command')
    } finally {
      stage.webhook.goOn()
    }
  })
})

describe('uninstall', () => {
  let before: readonly string[] = []
  beforeAll(async () => {
    await stage.kubectl('apply --server-side -f -', certManager)
    await stage.kubectl('wait --for=condition=Established --timeout=600s crd --all')
    await stage.run('uninstall')
    await stage.kubectl('delete secrets,pods --all --namespace warrener-system --force --grace-period=0')
    await endNamespace(stage)
    before = await everything(stage)
    expect(before.filter(name => name.includes('warrener'))).toEqual([])
  })

  test.each(['base', 'enforce', 'configuration'] as const)('%s leaves no trace', async form => {
    await install(stage, form)
    const installed = await everything(stage)
    expect(installed.length).toBeGreaterThan(before.length + 15)
    const shown = await stage.run('uninstall', '--dry-run')
    expect(await everything(stage)).toEqual(installed)
    const { code, out, err } = await stage.run('uninstall')
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
    expect(await everything(stage)).toEqual(before)
    await endNamespace(stage)
    expect(await stage.run('uninstall')).toEqual({
      code: 0,
      out: 'Nothing of Warrener is installed.\n',
      err: '',
    })
  })

  test('what is not ours stays, and so does its namespace', async () => {
    const foreign = [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'of-others', namespace: 'warrener-system' } },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        metadata: { name: 'of-others' },
        webhooks: [],
      },
    ]
    await install(stage, 'base')
    await stage.kubectl('apply --server-side -f -', foreign)
    const { code, out, err } = await stage.run('uninstall')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('namespace warrener-system stays: ConfigMap of-others is not ours\n')
    expect(await everything(stage)).toEqual(
      [
        ...before,
        'ConfigMap/warrener-system/of-others',
        'ValidatingWebhookConfiguration//of-others',
      ].toSorted(),
    )
    await stage.kubectl('delete validatingwebhookconfiguration/of-others')
    await stage.kubectl('delete configmap/of-others --namespace warrener-system')
  })

  test('the brake, and the one line of kubectl that does the same', async () => {
    await install(stage, 'enforce')
    const installed = await everything(stage)
    const braked = installed.filter(name => !/^(?:Validating|Mutating)WebhookConfiguration\//.test(name))
    expect(installed).toHaveLength(braked.length + 2)
    expect(await stage.run('uninstall', '--only-configurations')).toEqual({
      code: 0,
      out: 'deleted ValidatingWebhookConfiguration warrener\ndeleted MutatingWebhookConfiguration warrener\n',
      err: '',
    })
    expect(await everything(stage)).toEqual(braked)
    await install(stage, 'enforce')
    await stage.kubectl(
      'delete validatingwebhookconfigurations,mutatingwebhookconfigurations --selector app.kubernetes.io/name=warrener',
    )
    expect(await everything(stage)).toEqual(braked)
  })

  test('what Helm installed is left to Helm, but for the brake', async () => {
    await install(stage, 'base')
    await stage.kubectl(
      `annotate ${configurations} meta.helm.sh/release-name=warren meta.helm.sh/release-namespace=warrener-system`,
    )
    const installed = await everything(stage)
    const { code, out, err } = await stage.run('uninstall')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('as release warren: helm uninstall warren --namespace warrener-system;')
    expect(await everything(stage)).toEqual(installed)
    expect(await stage.run('uninstall', '--only-configurations')).toMatchObject({ code: 0 })
  })

  test('a person at a terminal is asked', async () => {
    await install(stage, 'base')
    const installed = await everything(stage)
    const { kubeconfig } = stage.controlPlane
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
    expect(await everything(stage)).toEqual(installed)
    expect(await runUninstall({ ...args, onlyConfigurations: true }, host, answering('y'))).toBe(0)
    expect(asked).toEqual([
      expect.stringMatching(/^Delete \d+ objects\? \[y\/N\] $/),
      'Delete 2 objects? [y/N] ',
    ])
  })

  test('who has no right is told so, and nothing is half deleted', async () => {
    await install(stage, 'base')
    const installed = await everything(stage)
    const kubeconfig = ['--kubeconfig', viewersKubeconfig(stage)]
    const blind = await stage.run('uninstall', ...kubeconfig)
    expect(blind).toMatchObject({ code: 1, out: '' })
    expect(blind.err).toMatch(
      /^warrener: nothing was deleted: .*\/validatingwebhookconfigurations could not be read: you may not read it \(403\)\n$/,
    )
    await stage.kubectl('create clusterrole sees-all --verb=get,list --resource=*.*')
    await stage.kubectl('create clusterrolebinding sees-all --clusterrole=sees-all --group=viewers')
    const seeing = await stage.run('uninstall', ...kubeconfig)
    expect(seeing).toMatchObject({ code: 1, out: '' })
    expect(seeing.err).toBe(
      [
        'warrener: ValidatingWebhookConfiguration warrener is still there: you may not delete it (403)',
        'warrener: MutatingWebhookConfiguration warrener is still there: you may not delete it (403)',
        'warrener: nothing else was deleted: the API server would ask a webhook that is gone\n',
      ].join('\n'),
    )
    await stage.kubectl('delete clusterrole,clusterrolebinding sees-all')
    expect(await everything(stage)).toEqual(installed)
  })
})

describe('docs/operate.md', () => {
  const page = readFileSync(join(root, 'docs/operate.md'), 'utf8')
  const commands = [...page.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) =>
    block.trim().split('\n'),
  )
  /** As its reader did, with the Secret that cert-manager would make. */
  beforeAll(async () => {
    await stage.run('uninstall')
    await stage.kubectl('delete secrets,pods --all --namespace warrener-system --force --grace-period=0')
    await endNamespace(stage)
    await stage.kubectl('apply --server-side -f -', certManager)
    await stage.kubectl('wait --for=condition=Established --timeout=600s crd --all')
    for (const part of ['certificate', 'base'])
      await stage.kubectl(`apply -k ${join(root, 'manifests/webhook', part)}`)
    await stage.kubectl('apply --server-side -f -', certificateSecret('of nobody'))
  })

  test('has commands', () => expect(commands.length).toBeGreaterThan(10))

  test.each(commands.map((command, index) => [index + 1, command] as const))('%i: %s', async (_, command) => {
    // Here the processes behind the Service are not pods: doctor has something to say.
    const mayFail = command.startsWith('warrener doctor')
    const [program = '', ...words] = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    )
    const args = words.map(word => (word.startsWith('manifests/') ? join(root, word) : word))
    const ran =
      program === 'kubectl'
        ? await stage.controlPlane.kubectl(args)
        : await stage.run(args[0] ?? '', ...args.slice(1))
    expect(['kubectl', 'warrener']).toContain(program)
    const said = 'stderr' in ran ? ran.stderr : ran.err
    expect({ code: mayFail ? 0 : ran.code, said: ran.code === 0 ? '' : said }).toEqual({ code: 0, said: '' })
    if (mayFail) expect(ran.code).toBeLessThan(2)
  })

  test('and nothing is left at its end', async () => {
    await endNamespace(stage)
    expect((await everything(stage)).filter(name => name.includes('warrener'))).toEqual([])
  })
})
