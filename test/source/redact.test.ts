import { redactor } from '../../source/redact.ts'
import { describe, expect, test } from '../jest.ts'

const shown = (text: string): string => {
  const lines = text.split('\n')
  const show = redactor(lines)
  return lines.map((_, index) => show(index)).join('\n')
}

describe('what is hidden', () => {
  test.each([
    ['a conf key', '    default_pass = s3cr3t', '    default_pass = ******'],
    ['with blanks and commas', 'default_pass = a, b', 'default_pass = ****'],
    ['a nested conf key', 'ssl_options.password = s3cr3t', 'ssl_options.password = ******'],
    ['a quoted value', 'password: "s3 cr3t" # x', 'password: ********* # x'],
    [
      'JSON in one line',
      '{"name":"a","password_hash":"abc","tags":"x"}',
      '{"name":"a","password_hash":*****,"tags":"x"}',
    ],
    [
      'a variable',
      '- name: RABBITMQ_DEFAULT_PASS\n  value: s3cr3t',
      '- name: RABBITMQ_DEFAULT_PASS\n  value: ******',
    ],
    [
      'a variable, value first',
      '- value: s3cr3t\n  name: RABBITMQ_DEFAULT_PASS',
      '- value: ******\n  name: RABBITMQ_DEFAULT_PASS',
    ],
    [
      'a variable in braces',
      '- {name: ERLANG_COOKIE, value: s3cr3t}',
      '- {name: ERLANG_COOKIE, value: ******}',
    ],
    ['a block', 'cookie: |\n  s3cr3t\n  more\nnext: 1', 'cookie: |\n  ******\n  ****\nnext: 1'],
    ['a URL', 'uri: amqp://user:s3cr3t@host/vh', 'uri: amqp://user:******@host/vh'],
    ['a Secret', 'kind: Secret\ndata:\n  any.conf: c2VjcmV0', 'kind: Secret\ndata:\n  any.conf: ********'],
    [
      'a block of a Secret',
      'kind: Secret\nstringData:\n  a: |\n    s3cr3t',
      'kind: Secret\nstringData:\n  a: *\n    ******',
    ],
    ['a Secret below its data', 'data:\n  a: c2VjcmV0\nkind: Secret', 'data:\n  a: ********\nkind: Secret'],
    [
      'a Secret in a list',
      '- kind: Secret\n  data:\n    a: c2VjcmV0',
      '- kind: Secret\n  data:\n    a: ********',
    ],
    ['a Secret in braces', 'kind: Secret\ndata: {a: c2VjcmV0}', 'kind: Secret\ndata: *** *********'],
    [
      'JSON in a Secret',
      'kind: Secret\nstringData:\n  a: |\n    {\n    "name": "s3cr3t"}',
      'kind: Secret\nstringData:\n  a: *\n    *\n    "name": *********',
    ],
    [
      'all texts but words of RabbitMQ in definitions of a Secret',
      'extraSecrets:\n  load:\n    d.json: |\n      {"users": [{"name": "a", "password": "s3cr3t"}],\n      "policies": [{"pattern": ".*", "definition": {"ha-mode": "all", "ha-params": 2}}],\n      "password_hash":\n      "s3cr3t"}',
      'extraSecrets:\n  load:\n    d.json: *\n      {"users": [{"name": ***, "password": ********}],\n      "policies": [{"pattern": ".*", "definition": {"ha-mode": "all", "ha-params": 2}}],\n      "password_hash":\n      ********}',
    ],
    [
      'what a chart makes a Secret of',
      'extraSecrets:\n  load:\n    a.json: |\n      s3cr3t\nnext: 1',
      'extraSecrets:\n  load:\n    a.json: *\n      ******\nnext: 1',
    ],
    [
      'a generator of Secrets',
      'secretGenerator:\n- name: a\n  literals: [a=s3cr3t]\nnext: 1',
      'secretGenerator:\n- name: a\n  literals: **********\nnext: 1',
    ],
    ['an argument of a command', 'rabbitmqctl add_user u s3cr3t; x', 'rabbitmqctl add_user u ******; x'],
    ['a word of a command', '[rabbitmqctl, add_user, u, s3cr3t]', '[rabbitmqctl, add_user, u, *******'],
    ['an option of curl', 'curl -s -u u:s3cr3t http://h', 'curl -s -u u:****** http://h'],
    ['an option of rabbitmqadmin', 'rabbitmqadmin -u u -p s3cr3t list', 'rabbitmqadmin -u u -p ****** list'],
    ['a line without equals sign', '    default_pass s3cr3t', '    default_pass ******'],
    ['a Secret as JSON', '{\n"kind": "Secret",\n"data": {\n"a": "c2VjcmV0"\n}\n}', undefined],
  ])('%s', (_, text, expected) => {
    if (expected !== undefined) expect(shown(text)).toBe(expected)
    expect(shown(text)).not.toMatch(/s3cr3t|c2VjcmV0|"abc"/)
    expect(shown(text)).toHaveLength(text.length)
  })
})

describe('what stays', () => {
  test.each([
    'secretName: rabbitmq-tls',
    'secretKeyRef:\n  name: cookie\n  key: cookie',
    'secret:\n  secretName: x',
    'automountServiceAccountToken: false',
    '- name: RABBITMQ_NODENAME\n  value: rabbit@host\n- name: RABBITMQ_ERLANG_COOKIE\n  valueFrom: {}',
    'kind: Secret\nmetadata:\n  name: a\n---\nkind: ConfigMap\ndata:\n  a: open',
    'image: docker://host:5000/a@sha256:00',
  ])('%j', text => {
    expect(shown(text)).toBe(text)
  })
})

test('a megabyte of anything takes no time to speak of', () => {
  const hostile = [
    'password'.repeat(100_000),
    `x: ${'{'.repeat(500_000)}`,
    `value: ${'"\\'.repeat(200_000)}`,
    '- '.repeat(300_000),
    'add_user '.repeat(60_000),
    ' -u'.repeat(100_000),
    'rabbitmqadmin '.repeat(40_000),
  ]
  expect(shown(hostile.join('\n')).length).toBeGreaterThan(1_000_000)
})
