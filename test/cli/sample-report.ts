import type { FormatOptions } from '../../cli/formats/format-options.ts'
import { lookOfFile } from '../../cli/formats/terminal.ts'
import type { FindingWords, InFile, Report, ReportedFinding } from '../../lint/report.ts'

export const services = `apiVersion: v1
kind: Service
metadata:
  name: rabbitmq
spec:
  clusterIP: 10.96.0.10
  ports:
    - port: 5672
`

export const finding = (changes: Partial<FindingWords & InFile> = {}): ReportedFinding => ({
  rule: 'service-not-headless',
  severity: 'error',
  message: 'Service rabbitmq governs StatefulSet rabbitmq but is not headless',
  why: 'DNS knows the pods only while they are Ready',
  help: 'add a headless Service',
  object: { apiVersion: 'v1', kind: 'Service', namespace: '', name: 'rabbitmq' },
  path: '/spec/clusterIP',
  file: 'services.yaml',
  line: 6,
  column: 14,
  endLine: 6,
  endColumn: 24,
  related: [],
  fix: 'none',
  fingerprint: 'f00',
  docs: 'https://example.test/docs/rules/service-not-headless.md',
  ...changes,
})

export const report = (findings: readonly ReportedFinding[], changes: Partial<Report> = {}): Report => ({
  summary: {
    files: 1,
    objects: 1,
    clusters: 1,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
    infos: findings.filter(({ severity }) => severity === 'info').length,
    suppressed: 0,
    fixable: 0,
  },
  clusters: [
    {
      ...{ name: 'rabbitmq', version: '3.13.7', replicas: 3, file: 'sts.yaml', line: 2 },
      picture: {
        object: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: '', name: 'rabbitmq' },
        ...{ store: 'mnesia', nodes: null, services: [], dns: [] },
      },
    },
  ],
  findings,
  notEvaluated: [],
  skipped: [],
  defects: [],
  ...changes,
})

/** How a report is shown, unless a test says otherwise: whole, and nowhere in particular. */
export const shownAs = (changes: Partial<FormatOptions> = {}): FormatOptions => ({
  ...lookOfFile,
  quiet: false,
  showInfos: true,
  verbose: false,
  statistics: false,
  which: '',
  text: file => (file === 'services.yaml' ? services : undefined),
  ...changes,
})
