import { join } from 'node:path'
import { lint } from '../../index.ts'
import { helmRelease, yaml } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { rendered } from './charts/helm.ts'
import { readValue } from './charts/read-value.ts'
import { charts } from './charts/rows.ts'

/*
 * A values file gives what its rendered chart gives, in the values' own places. The charts here make what those of Bitnami, CloudPirates
 * and groundhog2k make of the values of the rows.
 */

/** Rules that find in a rendered chart what the chart itself wrote: nothing is asked of the user of the chart. */
const byChart = new Set([
  'liveness-kills-waiting-node',
  'guest-not-confined',
  'discovery-rights-unneeded',
  'discovery-settings-ignored',
  'single-replica-cluster',
  'probe-timeout-too-short',
  'event-rights-missing',
  'secret-in-manifest',
  'config-mount-conflict',
])
/** Two sides of one fact: what a switch of the chart leaves off, and what a manifest lacks. */
const sameFact: Readonly<Record<string, string>> = { 'discovery-backend-missing': 'peers-never-joined' }

const found = (text: string): readonly string[] =>
  lint([{ name: 'a.yaml', text }])
    .findings.map(({ rule, severity }) => `${severity} ${sameFact[rule] ?? rule}`)
    .sort()
const isByChart = (finding: string): boolean => byChart.has(finding.split(' ')[1] ?? '')

describe.each(charts)('the chart of $folder', ({ folder, version, rows }) => {
  test.each(rows)('$name: values give what the rendered chart gives', async ({ values }) => {
    const manifests = await rendered(join(import.meta.dirname, 'charts', folder), values)
    const ofValues = found(yaml(helmRelease(folder, version, readValue(values))))
    const ofManifests = found(manifests)
    expect(ofManifests.filter(finding => !ofValues.includes(finding) && !isByChart(finding))).toEqual([])
    expect(ofValues.filter(finding => !ofManifests.includes(finding))).toEqual([])
  })
})
