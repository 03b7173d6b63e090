import { diagnose } from '../../diagnose/diagnose.ts'
import { lint } from '../../index.ts'
import { logLines } from '../../model/rule/log.ts'
import { rules } from '../../policies/index.ts'
import { describe, expect, test } from '../jest.ts'

const lintText = (text: string) => lint([{ name: 'rabbitmq.yaml', text }], { named: ['rabbitmq.yaml'] })

/** Lines that name what the example has, where the samples of the rule name other things. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  'auth-backend-unknown': [
    'The `rabbitmq_auth_backend_ldap` auth backend module is configured. However, no plugins available provide this module.',
  ],
  'conf-value-invalid': [
    '[error]   - Error transforming datatype for: log.console\n[error]   - "yes" is not a valid enum value, acceptable values are: true, false',
  ],
  'conf-value-suspicious': [
    '[error]   - default_pass invalid, file does not exist or cannot be read by the node',
  ],
  'credit-flow-in-conf': [
    "You've tried to set credit_flow_default_credit, but there is no setting with that name.",
  ],
  'definitions-invalid': ['Error during startup: {error,{no_such_vhost,<<"created">>}}'],
  'discovery-settings-ignored': [
    'Peer discovery: ignoring deprecated configuration options: [k8s_host,k8s_address_type]',
  ],
  'manifest-invalid': [
    'The Service "rabbitmq-client" is invalid: spec.ports[0].nodePort: Invalid value: 5672: provided port is not in the valid range',
  ],
  'operator-policy-key-forbidden': [
    'Validation failed [{<<"queue-mode">>,<<"lazy">>}] are not recognised policy settings',
  ],
  'policy-key-obsolete': ['use of deprecated queue-mode argument is not permitted'],
  'policy-key-unknown': ['Validation failed [{<<"message-tll">>,60000}] are not recognised policy settings'],
  'policy-value-invalid': ['Validation failed <<"10">> is not a valid maximum length'],
  'probe-impossible': ['Readiness probe failed: HTTP probe failed with statuscode: 401'],
  'promote-key-unsupported': [
    'Validation failed [{<<"ha-promote-on-failure">>,<<"always">>}] are not recognised policy settings',
  ],
}

const withLog = rules.filter(({ log, scope }) => logLines(log).length > 0 && scope !== 'change')

describe('what a log tells is found in the manifests of the example', () => {
  test.each(withLog.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
    const report = lintText(rule.example().bad)
    for (const sample of fitting[id] ?? logLines(rule.log).map(line => line.sample)) {
      const { causes } = diagnose(sample, { rules, report })
      const cause = causes.find(({ rule: of }) => of === id)
      expect([sample, cause?.findings.map(finding => finding.rule)]).toEqual([
        sample,
        expect.arrayContaining([id]),
      ])
    }
  })
})
