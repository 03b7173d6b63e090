import { join } from 'node:path'
import { enforcementsOf, severitiesOf } from '../../cli/config/config.ts'
import { loadConfig } from '../../cli/config/load.ts'
import { parseConfig } from '../../cli/config/parse.ts'
import { afterAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'

const ruleIds = ['conf-key-unknown', 'scale-down', 'storage-not-persistent']
const problems = (text: string, name = '.warrener.yaml'): readonly string[] => {
  const parsed = parseConfig(name, text, ruleIds)
  return 'problems' in parsed
    ? parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : []
}

describe('what is accepted', () => {
  test('every key', () => {
    const text = `# a comment
failOn: warning
rabbitmqVersion: "3.13"
metadataStore: khepri
rules:
  conf-key-unknown: off
  scale-down: { severity: warning, enforce: audit }
overrides:
  - namespaces: ["dev-*"]
    rules: { storage-not-persistent: off }
contexts: ["overlays/*"]
externalResources:
  - { kind: Secret, namespace: mq, name: "*-cookie" }
webhook:
  enforce: { error: deny, warning: warn, info: audit }
  enforceSince: "1.0"
  pairing: warn
  mutate: off
  allowSuppression: false
`
    const parsed = parseConfig('.warrener.yaml', text, ruleIds)
    expect(parsed).toEqual({
      config: {
        failOn: 'warning',
        rabbitmqVersion: '3.13',
        metadataStore: 'khepri',
        rules: { 'conf-key-unknown': 'off', 'scale-down': { severity: 'warning', enforce: 'audit' } },
        overrides: [{ namespaces: ['dev-*'], rules: { 'storage-not-persistent': 'off' } }],
        contexts: ['overlays/*'],
        externalResources: [{ kind: 'Secret', namespace: 'mq', name: '*-cookie' }],
        webhook: {
          enforce: { error: 'deny', warning: 'warn', info: 'audit' },
          enforceSince: '1.0',
          pairing: 'warn',
          mutate: 'off',
          allowSuppression: false,
        },
      },
    })
    const rules = 'config' in parsed ? parsed.config.rules : {}
    expect([...severitiesOf(rules)]).toEqual([
      ['conf-key-unknown', 'off'],
      ['scale-down', 'warning'],
    ])
    expect([...enforcementsOf(rules)]).toEqual([['scale-down', 'audit']])
  })

  test.each([
    ['nothing', '', '.warrener.yaml'],
    ['a comment', '# x\n', '.warrener.yaml'],
    ['null', 'null\n', '.warrener.yaml'],
    ['JSON', '{"failOn": "info", "rules": {"scale-down": "off"}}', '.warrener.json'],
    ['CRLF and a byte order mark', '\ufefffailOn: info\r\nrules:\r\n  scale-down: off\r\n', '.warrener.yml'],
  ])('%s', (_, text, name) => {
    expect(problems(text, name)).toEqual([])
  })
})

describe('what is refused, and where', () => {
  test.each([
    ['an unknown key', 'failon: error\n', ['1:1 there is no failon here; did you mean failOn?']],
    ['a key like no other', 'a: 1\nextends: x\n', ['1:1 there is no a here', '2:1 there is no extends here']],
    [
      'an unknown rule',
      'rules:\n  scale-dwn: off\n',
      ['2:3 there is no rule scale-dwn; did you mean scale-down?'],
    ],
    [
      'an unknown severity',
      'rules:\n  scale-down: warn\n',
      ['2:15 scale-down must be one of off, info, warning, error'],
    ],
    [
      'a severity that YAML takes for true',
      'rules:\n  scale-down: on\n',
      ['2:15 scale-down must be one of off, info, warning, error'],
    ],
    [
      'an unknown key of a rule',
      'rules:\n  scale-down: {severty: off}\n',
      ['2:16 there is no severty here; did you mean severity?'],
    ],
    [
      'a release without quotes',
      'rabbitmqVersion: 3.10\n',
      ['1:18 rabbitmqVersion must be text; put it in quotes'],
    ],
    [
      'no store',
      'metadataStore: khepry\n',
      ['1:16 metadataStore must be one of mnesia, khepri; did you mean khepri?'],
    ],
    ['no release', 'rabbitmqVersion: latest\n', ['1:18 rabbitmqVersion must be X.Y or X.Y.Z']],
    ['a wrong type', 'rules: []\n', ['1:8 rules must be a mapping']],
    ['an empty value', 'rules:\n', ['1:1 rules must be a mapping']],
    ['a list', '- a\n', ['1:1 the config file must be a mapping']],
    [
      'an unknown threshold',
      'failOn: eror\n',
      ['1:9 failOn must be one of error, warning, info, never; did you mean error?'],
    ],
    [
      'an override of nothing',
      'overrides:\n  - rules: {scale-down: off}\n',
      ['2:5 an override needs namespaces, names or files'],
    ],
    ['an override without rules', 'overrides:\n  - names: [a]\n', ['2:5 rules is missing']],
    [
      'an unknown rule in an override',
      'overrides:\n  - names: [a]\n    rules: {x: off}\n',
      ['3:13 there is no rule x'],
    ],
    ['a resource without kind', 'externalResources:\n  - name: x\n', ['2:5 kind is missing']],
    [
      'a key of the webhook',
      'webhook:\n  mutat: off\n',
      ['2:3 there is no mutat here; did you mean mutate?'],
    ],
    [
      'an enforcement',
      'webhook: {enforce: {error: block}}\n',
      ['1:28 error must be one of deny, warn, audit'],
    ],
    ['no version', 'webhook: {enforceSince: newest}\n', ['1:25 enforceSince must be X.Y or X.Y.Z']],
    ['a key twice', 'failOn: error\nfailOn: info\n', ['2:1 failOn is given twice']],
    ['two documents', 'failOn: error\n---\nfailOn: info\n', ['2:1 a config file is one document']],
    [
      'a prototype',
      '__proto__: {failOn: never}\nconstructor: 1\n',
      ['1:1 there is no __proto__ here', '2:1 there is no constructor here'],
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected)
  })

  test('what does not parse', () => {
    expect(problems('rules: [\n')).toEqual([expect.stringMatching(/^\d+:\d+ ./)])
    expect(problems('{"a": }', '.warrener.json')).toEqual([expect.stringMatching(/^\d+:\d+ ./)])
  })
})

describe('where it is found', () => {
  const found = (cwd: string, wish: string | boolean = true): string | undefined =>
    loadConfig(wish, cwd, ruleIds).config.failOn
  const tree = folderWith({
    '.warrener.yaml': 'failOn: never',
    'repo/.git/HEAD': '',
    'repo/.warrener.yml': 'failOn: warning',
    'repo/a/b/x.yaml': '',
    'repo/c/.warrener.json': '{"failOn": "info"}',
    'repo/c/.warrener.yml': 'failOn: error',
    'bare/.git/HEAD': '',
    'loose/a/x.yaml': '',
    'loose/.warrener.yaml': 'failOn: info',
  })
  afterAll(() => removeFolder(tree))

  test.each([
    ['repo', 'warning'],
    ['repo/a/b', 'warning'],
    ['repo/c', 'error'],
    ['bare', undefined],
    ['loose', 'info'],
    ['loose/a', undefined],
  ])('in %s: %s', (folder, expected) => {
    expect(found(join(tree, folder))).toBe(expected)
  })

  test('named, or not wanted', () => {
    expect(found(join(tree, 'repo'), '../loose/.warrener.yaml')).toBe('info')
    expect(found(join(tree, 'repo'), false)).toBeUndefined()
    expect(() => found(tree, 'nix.yaml')).toThrow(
      'nix.yaml cannot be read: there is no such file or folder (ENOENT)',
    )
  })

  test('what is wrong names the file', () => {
    const folder = folderWith({ '.warrener.yaml': 'a: 1\nb: 2\n' })
    expect(() => found(folder)).toThrow(
      '.warrener.yaml:1:1: there is no a here\n.warrener.yaml:2:1: there is no b here',
    )
    removeFolder(folder)
  })
})
