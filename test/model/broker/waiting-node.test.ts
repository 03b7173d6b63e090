import { parseRelease, type Release } from '../../../facts/release.ts'
import { failsWhileWaiting, needsBootedNode } from '../../../model/broker/waiting-node.ts'
import { brokerCommands } from '../../../model/formats/commands/rabbitmqctl.ts'
import { commands } from '../../../model/formats/shell/shell.ts'
import { describe, expect, test } from '../../jest.ts'

/* What a probe does on a node that waits for its peers. */

const release = (text: string): Release => parseRelease(text) ?? { major: 0, minor: 0, patch: 0 }
const newest = release('4.3.0')
type Action = Parameters<typeof needsBootedNode>[0]

function ofScript(script: string, stand = newest): boolean | string {
  const parsed = commands(script).commands
  const action = { by: 'command', commands: parsed, checks: brokerCommands(parsed) } as unknown as Action
  const needs = needsBootedNode(action, stand)
  return needs.state === 'found' ? needs.value : needs.state
}

describe('a command', () => {
  test.each(['ping', 'is_booting', 'is_running', 'help', 'version', 'autocomplete'])('passes: %s', verb => {
    expect(ofScript(`rabbitmq-diagnostics ${verb}`)).toBe(false)
  })
  test.each([
    'rabbitmqctl status',
    'rabbitmqctl node_health_check',
    'rabbitmq-diagnostics check_running',
    'rabbitmq-diagnostics check_local_alarms',
    'rabbitmq-plugins list',
    'rabbitmq-upgrade await_online_quorum_plus_one',
    'rabbitmq-queues check_if_node_is_quorum_critical',
    'curl localhost:15672/api/overview',
    'wget -qO- http://a/api/health/checks/alarms',
    'apicheck.sh http://a:15672/x',
    'curl localhost:15671/x',
    'curl localhost:15692/metrics',
  ])('fails: %s', script => {
    expect(ofScript(script)).toBe(true)
  })
  test.each([
    'rabbitmqctl status || true',
    'true',
    'cat /tmp/ready',
    'rabbitmqctl $WHAT',
    'curl localhost:8080/health',
    'rabbitmqadmin list queues',
  ])('is not known: %s', script => {
    expect(ofScript(script)).toBe('unknown')
  })
  test('status was answered until 3.7.16', () => {
    expect(ofScript('rabbitmqctl status', release('3.7.16'))).toBe(false)
    expect(ofScript('rabbitmqctl status', release('3.7.17'))).toBe(true)
    expect(ofScript('rabbitmqctl node_health_check', release('3.7.16'))).toBe(true)
  })
  test('what is tolerated fails nobody', () => {
    const [plain, tolerated] = ['rabbitmqctl status', 'rabbitmqctl status || true'].map(
      script => brokerCommands(commands(script).commands)[0],
    )
    expect([plain, tolerated].map(command => command && failsWhileWaiting(command, newest))).toEqual([
      true,
      false,
    ])
  })
})

test('other probes', () => {
  const of = (action: unknown): unknown => {
    const needs = needsBootedNode(action as Action, newest)
    return needs.state === 'found' ? needs.value : needs
  }
  expect(of({ by: 'http' })).toBe(true)
  expect([4369, 25672, 5672, undefined].map(number => of({ by: 'tcp', port: { number } }))).toEqual([
    false,
    false,
    true,
    true,
  ])
  expect(of({ by: 'other' })).toMatchObject({ why: 'the probe is of a kind not known here' })
})
