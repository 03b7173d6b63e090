import { Command, CommanderError } from 'commander'
import { type LintArguments, lintArguments, withLintOptions } from '../../cli/arguments.ts'
import { describe, expect, test } from '../jest.ts'
import { warrener } from './run.ts'

const ruleIds = ['conf-key-unknown', 'scale-down']

function parse(...argv: readonly string[]): LintArguments & { readonly paths: readonly string[] } {
  const said: string[] = []
  const command = withLintOptions(new Command('lint'), ruleIds)
    .exitOverride()
    .configureOutput({ writeErr: text => said.push(text) })
  try {
    command.parse([...argv], { from: 'user' })
  } catch (error) {
    throw error instanceof CommanderError ? new Error(said.join('')) : error
  }
  return { ...lintArguments(command), paths: command.args }
}

describe('what is understood', () => {
  test('nothing but defaults', () => {
    const { today, rule, ...rest } = parse()
    expect(today).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(rule.size).toBe(0)
    expect(rest).toEqual({
      paths: [],
      format: [],
      context: [],
      config: true,
      fix: false,
      fixUnsafe: false,
      diff: false,
      inlineConfig: true,
      quiet: false,
      verbose: false,
      only: [],
      statistics: false,
      stdinFilename: '<stdin>',
      allowEmpty: false,
      requireCluster: false,
      color: 'auto',
    })
  })

  test.each<[readonly string[], Partial<ReturnType<typeof parse>>]>([
    [['a', 'b/', '-'], { paths: ['a', 'b/', '-'] }],
    [['--', '--x'], { paths: ['--x'] }],
    [['--format', 'json'], { format: [{ format: 'json' }] }],
    [
      ['--format', 'pretty', '--format=json=out/a=b.json'],
      { format: [{ format: 'pretty' }, { format: 'json', file: 'out/a=b.json' }] },
    ],
    [['--fail-on', 'never'], { failOn: 'never' }],
    [['--rabbitmq-version', '3.13'], { rabbitmqVersion: '3.13' }],
    [['--metadata-store', 'khepri'], { metadataStore: 'khepri' }],
    [['--as-of', '4.2.1'], { asOf: '4.2.1' }],
    [['--kubernetes-version', '1.24'], { kubernetesVersion: '1.24' }],
    [['--context', 'a', '--context', 'b', 'c'], { context: ['a', 'b'], paths: ['c'] }],
    [['--config', 'x.yaml'], { config: 'x.yaml' }],
    [['--no-config'], { config: false }],
    [['--no-inline-config'], { inlineConfig: false }],
    [['--today', '2026-02-28'], { today: '2026-02-28' }],
    [
      ['--rule', 'scale-down=off', '--rule', 'conf-key-unknown=info', '--rule', 'scale-down=error'],
      { rule: new Map([['scale-down', 'error'] as const, ['conf-key-unknown', 'info'] as const]) },
    ],
  ])('%j', (argv, expected) => {
    expect(parse(...argv)).toMatchObject(expected)
  })
})

describe('what is refused', () => {
  test.each<[readonly string[], string]>([
    [['--frmat', 'json'], 'Did you mean --format?'],
    [['--format', 'yaml'], 'Known formats: pretty, concise, json, sarif, '],
    [['--format', 'json='], 'A file name must follow the =.'],
    [['--format', 'json', '--format', 'pretty'], 'Only one format can go to standard output'],
    [['--fail-on', 'fatal'], 'Allowed choices are error, warning, info, never.'],
    [['--rabbitmq-version', '3'], 'Write a release as X.Y or X.Y.Z.'],
    [['--metadata-store', 'ets'], 'Allowed choices are mnesia, khepri.'],
    [['--as-of', 'latest'], 'Write a release as X.Y or X.Y.Z.'],
    [['--kubernetes-version', 'v1'], 'Write a release of Kubernetes as X.Y.'],
    [['--rule', 'conf-key-unknwn=off'], 'there is no rule conf-key-unknwn; did you mean conf-key-unknown?'],
    [['--rule', 'scale-down'], 'Write scale-down=off, info, warning or error.'],
    [['--rule', 'scale-down=no'], 'Write scale-down=off, info, warning or error.'],
    [['--today', '2026-13-01'], 'Write a day as YYYY-MM-DD.'],
    [['--color', 'red'], 'Allowed choices are auto, always, never.'],
    ...['--watch', '--baseline', '--kustomize', '--helm'].map((option): [readonly string[], string] => [
      [option, 'x'],
      `unknown option '${option}'`,
    ]),
  ])('%j', (argv, message) => {
    expect(() => parse(...argv)).toThrow(message)
  })
})

describe('what the command says of it', () => {
  test.each<[string, string]>([
    ['lint --fial-on error', 'unknown option --fial-on; did you mean --fail-on?'],
    ['lint --fail-on x', '--fail-on x: allowed are error, warning, info, never'],
    ['lint --only scale-dwn', '--only: there is no rule scale-dwn; did you mean scale-down?'],
    ['lint --rule a=off', '--rule a=off: there is no rule a'],
    ['lint --max-warnings many', '--max-warnings many: write a whole number'],
    ['lint --format', '--format: a value is missing'],
    ['lint --baseline a --write-baseline b', '--baseline cannot be used with --write-baseline'],
    ['lnt', "unknown command 'lnt'; did you mean lint?"],
    ['completion csh', 'shell csh: allowed are bash, zsh, fish'],
    ['explain failovr', 'there is no rule or topic failovr; did you mean failover?'],
  ])('warrener %s', async (words, message) => {
    const { code, out, err } = await warrener(words.split(' '), { cwd: '/' })
    expect({ code, out, err: err.split('\n')[0] }).toEqual({ code: 2, out: '', err: `warrener: ${message}` })
  })
})
