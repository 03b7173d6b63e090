import { lint } from '../index.ts'
import { cluster, policyFile } from '../policies/sample.ts'
import { describe, expect, test } from './jest.ts'

const secret = 'hunter2-SECRET'
const encoded = btoa(
  `default_pass = ${secret}\nno.such.key.${'x'.repeat(3)} = ${secret}\nlog.console.level = ${secret}\n`,
)
const mounted = cluster()
  .replace(
    '      volumes:\n',
    '      volumes:\n        - name: secret\n          secret: {secretName: conf}\n',
  )
  .replace(
    '          volumeMounts:\n',
    '          volumeMounts:\n            - name: secret\n              mountPath: /etc/rabbitmq/conf.d/99-secret.conf\n              subPath: secret.conf\n',
  )

describe('what a Secret holds is never shown', () => {
  const shown = (text: string): string => JSON.stringify(lint([{ name: 'a.yaml', text }]))

  test('a configuration file in base64', () => {
    const report = shown(
      `${mounted}---\napiVersion: v1\nkind: Secret\nmetadata: {name: conf, namespace: mq}\ndata: {secret.conf: ${encoded}}\n`,
    )
    expect(report).toContain('conf-key-unknown')
    expect(report).not.toContain('hunter2')
    expect(report).not.toContain(encoded.slice(0, 20))
  })
  test('the same as stringData', () => {
    const report = shown(
      `${mounted}---\napiVersion: v1\nkind: Secret\nmetadata: {name: conf, namespace: mq}\nstringData:\n  secret.conf: |\n    default_pass = ${secret}\n    no.such.key = ${secret}\n`,
    )
    expect(report).toContain('conf-key-unknown')
    expect(report).not.toContain('hunter2')
  })
  test('a document that does not parse', () => {
    const report = shown(
      `apiVersion: v1\nkind: Secret\nmetadata: {name: rabbitmq}\nstringData:\n  a: "${secret}\n`,
    )
    expect(report).toContain('document-unreadable')
    expect(report).not.toContain('hunter2')
  })
  test('a password in definitions', () => {
    const definitions = policyFile('{"ha-mode": "all"}').replace(
      '"password_hash": "kI3G',
      `"password": "${secret}", "password_hash": "kI3G`,
    )
    expect(shown(cluster({ definitions }))).not.toContain('hunter2')
  })
})
