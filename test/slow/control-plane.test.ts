import { type JsonObject, member } from '../../model/kube/json.ts'
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { built } from '../webhook/built.ts'
import { allRows } from './control-plane/all-rows.ts'
import { type Installed, installWebhook, kustomized } from './control-plane/installed.ts'
import { play } from './control-plane/play.ts'
import { referenceClusters, referenceFiles } from './control-plane/rows/documents.ts'
import { type Form, isCounting, type Row, type Webhook } from './control-plane/rows/row.ts'

/*
 * The webhook as users meet it: a real API server, installed from manifests/, and kubectl. What they do and see are the
 * rows of control-plane/rows.
 */

let controlPlane: ControlPlane
let webhook: Installed
beforeAll(async () => {
  controlPlane = await startControlPlane({ kubectlTimeoutMs: 60_000 })
  webhook = await installWebhook(controlPlane)
})
afterAll(async () => {
  await webhook?.stop()
  await controlPlane?.stop()
})

/** Rows that are played at the same time: two cores are busy then. */
const atOnce = 4

interface Phase {
  readonly form: Form
  readonly state: Webhook
}

/** One after the other, as they are states of the one installation; the last ones end it. */
const phases: readonly Phase[] = [
  { form: 'base', state: 'up' },
  { form: 'enforce', state: 'up' },
  { form: 'configuration', state: 'up' },
  { form: 'base', state: 'hangs' },
  { form: 'enforce', state: 'hangs' },
  { form: 'enforce', state: 'down' },
  { form: 'base', state: 'down' },
  { form: 'enforce', state: 'gone' },
]

async function enter({ form, state }: Phase): Promise<void> {
  webhook.goOn()
  await webhook.use(form, state === 'up')
  if (state === 'hangs') webhook.hang()
  if (state === 'down' || state === 'gone') await webhook.stop()
}

const rowsOf = ({ form, state }: Phase) =>
  allRows.filter(({ row }) => (row.forms ?? ['base']).includes(form) && (row.webhook ?? 'up') === state)

for (const phase of phases) {
  const rows = rowsOf(phase)
  const [alone, together] = [true, false].map(wanted => rows.filter(({ row }) => isCounting(row) === wanted))
  const played: Promise<void>[] = []
  const start = (index: number): void => {
    const next = together?.[index]
    if (!next || played[index] !== undefined) return
    const playing = play(next.row, `${next.namespace}-${phase.form}`, { controlPlane, webhook })
    playing.catch(() => undefined) // its own test says so
    played[index] = playing
  }

  describe(`${phase.form}, the webhook ${phase.state}`, () => {
    let entered: Promise<void> | undefined
    const ready = (): Promise<void> => {
      entered ??= enter(phase)
      return entered
    }

    for (const [index, { name }] of (together ?? []).entries()) {
      test(name, async () => {
        await ready()
        for (let ahead = index; ahead < index + atOnce; ahead++) start(ahead)
        await played[index]
      })
    }

    for (const { row, name, namespace } of alone ?? []) {
      test(name, async () => {
        await ready()
        await Promise.allSettled(played)
        await play(row, `${namespace}-${phase.form}`, { controlPlane, webhook })
      })
    }
  })

  if (phase.form === 'base' && phase.state === 'up') installedWell()
}

/** What is asked of the whole. */
function installedWell(): void {
  test.each([
    ['certificate', ['certificate']],
    ['base', ['base']],
    ['enforce', ['enforce']],
    ['configuration', ['base', 'configuration']],
  ])('manifests/webhook/%s is what kustomize makes of it', async (part, folders) => {
    const sorted = (objects: readonly JsonObject[]): readonly JsonObject[] =>
      objects.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    const key = ({ kind, metadata }: JsonObject): string => `${kind} ${member(metadata, 'name')}`
    expect(sorted(built(...folders))).toEqual(sorted(await kustomized(controlPlane, part)))
  })

  test.each([...referenceClusters])('manifests/clusters/%s: judged in full and nothing found', async name => {
    const namespace = `reference-${name.replace('.', '-')}`
    const row: Row = { name, files: referenceFiles(name), kubectl: 'apply -k files/mq' }
    await play(row, namespace, { controlPlane, webhook })
    const reviews = webhook.reviews().filter(review => review.namespace === namespace)
    expect(reviews.map(({ kind }) => kind)).toContain(
      name === 'rabbitmqcluster' ? 'RabbitmqCluster' : 'StatefulSet',
    )
    // A budget is applied after the set that it is for: an info until then, of which kubectl prints nothing.
    const said = (rules: readonly string[]): readonly string[] =>
      rules.filter(rule => rule !== 'disruption-budget-missing')
    expect(reviews.filter(({ verdict, rules }) => verdict !== 'allowed' || said(rules).length > 0)).toEqual(
      [],
    )
    const notes = controlPlane
      .audited(0)
      .events.filter(({ objectRef }) => objectRef?.namespace === namespace)
      .flatMap(({ annotations = {} }) => Object.entries(annotations))
    // Advice about rights is not worth reading roles for.
    const expected = /^\["(?:event-rights-missing|discovery-rights-unneeded): [^"]*"\]$/
    expect(
      notes.filter(([key, note]) => /\/not-(?:evaluated|looked-up)$/.test(key) && !expected.test(note)),
    ).toEqual([])
  })

  test('until here the API server never had to do without an answer', async () => {
    expect(await webhook.failures()).toBe(0)
  })
}
