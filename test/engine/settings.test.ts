import { lint } from '../../index.ts'
import type { LintOptions } from '../../lint/lint.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'

const files = [{ name: 'dev/rabbitmq.yaml', text: cluster({ storage: 'emptyDir' }) }]
const severity = (options: LintOptions): string =>
  lint(files, options).findings.find(({ rule }) => rule === 'storage-not-persistent')?.severity ?? 'off'
const rules = (wanted: 'off' | 'error') => ({ 'storage-not-persistent': wanted }) as const

describe('what a user wants of a rule', () => {
  test.each<[string, LintOptions, string]>([
    ['nothing', {}, 'warning'],
    ['everywhere', { severities: rules('error') }, 'error'],
    ['in a namespace', { overrides: [{ namespaces: ['m*'], rules: rules('off') }] }, 'off'],
    ['in another namespace', { overrides: [{ namespaces: ['prod-*'], rules: rules('off') }] }, 'warning'],
    ['by name', { overrides: [{ names: ['rabbitmq'], rules: rules('error') }] }, 'error'],
    ['by file', { overrides: [{ files: ['dev/*'], rules: rules('off') }] }, 'off'],
    [
      'here, though it is off everywhere',
      { severities: rules('off'), overrides: [{ names: ['rabbitmq'], rules: rules('error') }] },
      'error',
    ],
    [
      'twice: the last counts',
      {
        overrides: [
          { names: ['*'], rules: rules('off') },
          { files: ['dev/*'], rules: rules('error') },
        ],
      },
      'error',
    ],
    ['of nothing in particular', { overrides: [{ rules: rules('off') }] }, 'warning'],
  ])('%s', (_, options, expected) => expect(severity(options)).toBe(expected))
})
