import type { InputFile } from '../../lint/input.ts'
import { lintWith } from '../../lint/lint.ts'
import type { ReportedFinding } from '../../lint/report.ts'
import { reviewFiles } from '../../lint/review-files.ts'
import { rules } from '../../policies/index.ts'
import { expect, test } from '../jest.ts'
import { changes, type Defect, inside, outside, unchanged } from './defects.ts'
import { untrue } from './holds.ts'
import { filesOf } from './manifests.ts'
import { nameOf, type World, worlds } from './worlds.ts'

/*
 * All rules over the same defects in every world there is: a text that is true in one is not true in each. Which worlds a phrase is
 * untrue in is data (holds.ts).
 */
const today = '2026-01-01'
const changeRules = rules.filter(({ scope }) => scope === 'change')
const said: readonly (readonly [World, readonly ReportedFinding[]])[] = worlds.map(world => [
  world,
  findingsIn(world),
])

function findingsIn(world: World): readonly ReportedFinding[] {
  const choosesNames = world.kind === 'RabbitmqCluster' || world.kind === 'Pod'
  const defects = world.names === 'full' || choosesNames ? [...outside, ...inside] : outside
  const files = defects.flatMap(defect => inputOf(world, defect))
  const { outcome, report } = lintWith(files, rules, { today })
  expect(outcome.defects.map(({ error }) => error.stack)).toEqual([])
  return [
    ...report.findings,
    ...(world.size === 'one for now' ? [] : changes).flatMap(change => findingsOf(world, change)),
  ]
}

function findingsOf(world: World, change: Defect): readonly ReportedFinding[] {
  return reviewFiles(inputOf(world, unchanged), inputOf(world, change), changeRules, { today }).introduced
}

function inputOf(world: World, defect: Defect): readonly InputFile[] {
  return Object.entries(filesOf(world, defect)).map(([name, text]) => ({ name, text }))
}

/** Rules that still say what is untrue, and why it is. The list only shrinks: what is no longer said fails. */
const stillSaid: Readonly<Record<string, readonly string[]>> = {}

test('no text says what is untrue in its world', () => {
  const found: Record<string, Map<string, string>> = {}
  for (const [world, findings] of said)
    for (const finding of findings)
      for (const { because, text } of untrueIn(world, finding)) {
        found[finding.rule] ??= new Map()
        found[finding.rule]?.set(because, `${nameOf(world)}: ${text}`)
      }
  const known = (rule: string, because: string): boolean => stillSaid[rule]?.includes(because) ?? false
  const news = Object.entries(found).flatMap(([rule, reasons]) =>
    [...reasons].filter(([because]) => !known(rule, because)).map(reason => [rule, ...reason]),
  )
  expect(news).toEqual([])
  const gone = Object.entries(stillSaid).flatMap(([rule, reasons]) =>
    reasons.filter(because => !found[rule]?.has(because)).map(because => [rule, because]),
  )
  expect(gone).toEqual([])
})

function untrueIn(
  world: World,
  { message, why, help }: ReportedFinding,
): readonly { readonly because: string; readonly text: string }[] {
  const texts = { message, why, help }
  return untrue
    .filter(({ where }) => where(world))
    .flatMap(({ in: member, never, because }) =>
      Object.entries(texts)
        .filter(([name, text]) => (member ?? name) === name && never.test(text))
        .map(([, text]) => ({ because, text })),
    )
}

test('each phrase that is untrue somewhere is looked for in some world', () => {
  for (const { where, because } of untrue) expect([because, worlds.some(where)]).toEqual([because, true])
})

/** What is said of documents, keys of values, suppressions, changes, images, Secrets, overrides, single mounts, queues and resources of the topology operator, or on few releases: rows say it. */
const elsewhere: readonly string[] = [
  'api-version-removed',
  'chart-values-misplaced',
  'config-mount-conflict',
  'definitions-error-hidden',
  'document-unreadable',
  'duplicate-key',
  'duplicate-object',
  'entrypoint-writes-configuration',
  'identity-changed',
  'image-tag-floating',
  'manifest-invalid',
  'mirroring-denied',
  'object-name-taken',
  'objects-in-other-namespace',
  'operator-override-harmful',
  'operator-override-refused',
  'operator-secret-incomplete',
  'policy-keys-mixed',
  'private-key-in-config-map',
  'promote-key-unsupported',
  'queue-argument-invalid',
  'queue-not-durable',
  'secret-in-manifest',
  'storage-size-suspicious',
  'suppression-expired',
  'suppression-unknown',
  'suppression-unused',
  'topology-namespace-not-allowed',
  'topology-plugin-missing',
  'topology-reference-missing',
  'topology-secret-unlabelled',
  'upgrade-breaks-configuration',
  'upgrade-flags-unverified',
  'upgrade-hop-unsupported',
  'uri-parameter-refused',
]

test('all rules speak in some world', () => {
  const spoke = new Set(said.flatMap(([, findings]) => findings.map(({ rule }) => rule)))
  expect(rules.map(({ id }) => id).filter(id => !spoke.has(id))).toEqual(elsewhere)
})
