import { describe, expect, test } from '@jest/globals'
import { readInput } from '../../lint/input.ts'
import { brokersIn } from '../../model/broker.ts'
import type { ContainerFiles } from '../../model/container-files.ts'
import { cluster } from '../../policies/sample.ts'

function filesWith(script: string): ContainerFiles {
  const text = cluster({ env: { TARGET: '/work/main.conf' }, conf: 'heartbeat = 60' }).replace(
    '          env:\n',
    `          command: [sh, -c, '${script}']\n          env:\n`,
  )
  const [world] = readInput([{ name: 'a.yaml', text }]).worlds
  const [broker] = world ? brokersIn(world, {}) : []
  if (!broker) throw new Error('no broker')
  return broker.files
}

describe('what the command of a container copies', () => {
  test('is read where it is copied to', () => {
    const files = filesWith('cp -v /etc/rabbitmq/conf.d/90-cluster.conf $TARGET; exec rabbitmq-server')
    const file = files.read('/work/main.conf')
    expect(file).toMatchObject({ state: 'found', value: { path: '/work/main.conf' } })
    expect(files.list('/work').items.map(({ path }) => path)).toEqual(['/work/main.conf'])
    expect(files.read('/srv/other').state).toBe('absent')
  })

  test.each([
    'rabbitmqctl add_user $A > /dev/null 2>&1',
    'echo "" >> /work/main.conf',
    'sed -i s/a/b/ /srv/x',
  ])('stays found after: %s', script => {
    const files = filesWith(`cp /etc/rabbitmq/conf.d/90-cluster.conf /work/main.conf; ${script}`)
    expect(files.read('/work/main.conf').state).toBe('found')
  })

  test.each([
    'envsubst < /x > /work/main.conf; exec rabbitmq-server',
    'sed -i s/a/b/ /work/main.conf',
    'cp $UNKNOWN /work/main.conf',
    'tee "$WHERE" < /x',
    'cd /work; cp /etc/rabbitmq/conf.d/90-cluster.conf main.conf',
    'cat /x > main.conf',
    'if [ -n "$X" ]; then cp /etc/rabbitmq/conf.d/90-cluster.conf /work/main.conf; fi',
    '[ -f /work/main.conf ] || cp /etc/rabbitmq/conf.d/90-cluster.conf /work/main.conf',
    'cp /etc/rabbitmq/conf.d/90-cluster.conf /work',
    'cp /etc/rabbitmq/conf.d/90-cluster.conf /work/main.conf; sed -i s/a/b/ /work/main.conf',
  ])('is unknown where it is not clear: %s', script => {
    expect(filesWith(script).read('/work/main.conf').state).toBe('unknown')
  })

  test('what is not written there is absent', () => {
    expect(filesWith('rabbitmqctl add_user $A $B; exec rabbitmq-server').read('/work/main.conf').state).toBe(
      'absent',
    )
    expect(filesWith('sed -i s/a/b/ /srv/x').read('/work/main.conf').state).toBe('absent')
  })
})
