import { lint, rules } from '../../index.ts'
import type { InputFile } from '../../lint/input.ts'
import { proposals } from '../../lint/proposals.ts'
import type { ReportedFinding } from '../../lint/report.ts'
import { cluster } from '../../policies/sample.ts'
import { badExamples } from '../bad-examples.ts'
import { describe, expect, test } from '../jest.ts'
import { someOf } from '../tries.ts'

const withChanges = (files: readonly InputFile[], changed: readonly InputFile[]): readonly InputFile[] =>
  files.map(file => changed.find(({ name }) => name === file.name) ?? file)
const times = (findings: readonly ReportedFinding[], finding: ReportedFinding): number =>
  findings.filter(({ fingerprint, file }) => fingerprint === finding.fingerprint && file === finding.file)
    .length
const errors = (findings: readonly ReportedFinding[]): readonly string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ fingerprint }) => fingerprint)

describe('what is proposed ends the finding by itself, and brings no error', () => {
  test.each(someOf(6, badExamples).map(example => [example.id, example] as const))(
    '%s',
    (_, { files, report }) => {
      for (const [finding, changed] of proposals(files, rules, {}, report.findings)) {
        const after = lint(withChanges(files, changed)).findings
        expect([finding.rule, times(after, finding)]).toEqual([
          finding.rule,
          times(report.findings, finding) - 1,
        ])
        const known = errors(report.findings)
        expect(errors(after).filter(print => !known.includes(print))).toEqual([])
      }
    },
  )
})

test('what cannot be applied is not proposed, and what does harm with others is proposed by itself', () => {
  const files = [
    { name: 'a.yaml', text: cluster({ conf: 'log.console = yes\ndisk_free_limit.absolut = 5GB' }) },
  ]
  const { findings } = lint(files)
  const found = [...proposals(files, rules, {}, findings)].map(([{ rule }, changed]) => [
    rule,
    changed.length,
  ])
  expect(found).toContainEqual(['conf-value-invalid', 1])
  expect(proposals(files, rules, {}, [])).toEqual(new Map())
  const [first] = findings
  const elsewhere = first === undefined ? [] : [{ ...first, file: 'b.yaml' } as ReportedFinding]
  expect(proposals(files, rules, {}, elsewhere)).toEqual(new Map())
})

test('two fixes that take from one list are both proposed', () => {
  const ports = [5672, 15_672, 4369, 25_672].map(port => ({ name: `p${port}`, port }))
  const client = {
    kind: 'Service',
    metadata: { name: 'rabbitmq-client' },
    spec: { type: 'LoadBalancer', ports },
  }
  const files = [{ name: 'a.yaml', text: cluster({ objects: [client] }) }]
  const found = [...proposals(files, rules, {}, lint(files).findings).keys()].map(({ rule }) => rule)
  expect(found.filter(rule => rule.endsWith('-exposed'))).toEqual([
    'management-exposed',
    'peer-ports-exposed',
  ])
})
