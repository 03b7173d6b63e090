import { readInput } from '../../../lint/input.ts'
import { brokersIn } from '../../../model/broker/broker.ts'
import type { ContainerFiles } from '../../../model/pods/files.ts'
import { cluster } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'

function filesWith(script: string): ContainerFiles {
  const text = cluster({
    env: { TARGET: '/scratch/main.conf' },
    conf: 'heartbeat = 60',
    container: { command: ['sh', '-c', script] },
  })
  const [world] = readInput([{ name: 'a.yaml', text }]).worlds
  const [broker] = world ? brokersIn(world, {}) : []
  if (!broker) throw new Error('no broker')
  return broker.files
}

describe('what the command of a container copies', () => {
  test('is read where it is copied to', () => {
    const files = filesWith('cp -v /etc/rabbitmq/conf.d/90-cluster.conf $TARGET; exec rabbitmq-server')
    const file = files.read('/scratch/main.conf')
    expect(file).toMatchObject({ state: 'found', value: { path: '/scratch/main.conf' } })
    expect(files.list('/scratch').items.map(({ path }) => path)).toEqual(['/scratch/main.conf'])
    expect(files.read('/srv/other').state).toBe('absent')
  })

  test.each([
    'rabbitmqctl add_user $A > /dev/null 2>&1',
    'echo "" >> /scratch/main.conf',
    'sed -i s/a/b/ /srv/x',
  ])('stays found after: %s', script => {
    const files = filesWith(`cp /etc/rabbitmq/conf.d/90-cluster.conf /scratch/main.conf; ${script}`)
    expect(files.read('/scratch/main.conf').state).toBe('found')
  })

  test.each([
    'envsubst < /x > /scratch/main.conf; exec rabbitmq-server',
    'sed -i s/a/b/ /scratch/main.conf',
    'cp $UNKNOWN /scratch/main.conf',
    'tee "$WHERE" < /x',
    'cd /scratch; cp /etc/rabbitmq/conf.d/90-cluster.conf main.conf',
    'cat /x > main.conf',
    'if [ -n "$X" ]; then cp /etc/rabbitmq/conf.d/90-cluster.conf /scratch/main.conf; fi',
    '[ -f /scratch/main.conf ] || cp /etc/rabbitmq/conf.d/90-cluster.conf /scratch/main.conf',
    'cp /etc/rabbitmq/conf.d/90-cluster.conf /scratch',
    'cp /etc/rabbitmq/conf.d/90-cluster.conf /scratch/main.conf; sed -i s/a/b/ /scratch/main.conf',
  ])('is unknown where it is not clear: %s', script => {
    expect(filesWith(script).read('/scratch/main.conf').state).toBe('unknown')
  })

  test('what is not written there is absent', () => {
    expect(
      filesWith('rabbitmqctl add_user $A $B; exec rabbitmq-server').read('/scratch/main.conf').state,
    ).toBe('absent')
    expect(filesWith('sed -i s/a/b/ /srv/x').read('/scratch/main.conf').state).toBe('absent')
  })
})
