import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const newer: Sample = {
  image: 'rabbitmq:4.2.1',
  discovery: 'cluster_formation.peer_discovery_backend = k8s',
}
const hooks = (lifecycle: JsonObject, other: Sample = newer): string =>
  cluster({ ...other, container: { lifecycle } })
const hook = (command: string, other: Sample = newer, name = 'preStop'): string =>
  hooks({ [name]: { exec: { command: ['sh', '-c', command] } } }, other)
const kept = { postStart: { exec: { command: ['sleep', '1'] } } }

export default rows({
  valid: [
    { name: 'no hook', manifests: cluster(newer) },
    { name: 'before it went', manifests: hook('rabbitmq-upgrade await_online_synchronized_mirror', {}) },
    { name: 'tolerated', manifests: hook('rabbitmq-upgrade await_online_synchronized_mirror || true') },
    { name: 'what never was', manifests: hook('rabbitmqctl frobnicate') },
    { name: 'what is there', manifests: hook('rabbitmq-upgrade drain') },
    { name: 'what only the shell knows', manifests: hook('rabbitmqctl $COMMAND') },
  ],
  invalid: [
    {
      name: 'in a chain',
      manifests: hook('rabbitmq-upgrade await_online_synchronized_mirror && rabbitmq-upgrade drain'),
      findings: [
        {
          severity: 'error',
          why: /stopped without/,
          help: /<=3\.13/,
          text: 'rabbitmq-upgrade await_online_synchronized_mirror',
          fix: 'none',
        },
      ],
    },
    {
      name: 'alone',
      manifests: hooks({
        preStop: { exec: { command: ['rabbitmq-upgrade', 'await_online_synchronized_mirror'] } },
        ...kept,
      }),
      findings: [{ severity: 'error', text: 'rabbitmq-upgrade', fix: 'safe' }],
      fixed: hooks(kept),
    },
    {
      name: 'alone in a script',
      manifests: hook('rabbitmqctl sync_queue orders'),
      findings: [{ severity: 'error', text: 'rabbitmqctl sync_queue orders', fix: 'safe' }],
    },
    {
      name: 'one node is restarted too',
      manifests: hook('rabbitmqctl sync_queue orders', { ...newer, replicas: 1 }, 'postStart'),
      findings: [{ severity: 'error', text: 'rabbitmqctl sync_queue orders' }],
    },
    {
      name: 'one node goes on',
      manifests: hook('rabbitmqctl sync_queue orders', { ...newer, replicas: 1 }),
      findings: [{ severity: 'info', text: 'rabbitmqctl sync_queue orders' }],
    },
    {
      name: 'in the command of the container',
      manifests: cluster({
        ...newer,
        container: { command: ['sh', '-c', 'rabbitmqctl sync_queue orders && exec rabbitmq-server'] },
      }),
      findings: [{ why: /^the script fails there, or goes on/, text: 'rabbitmqctl sync_queue orders' }],
    },
    {
      name: 'in an init container',
      manifests: cluster({
        ...newer,
        pod: {
          initContainers: [
            { name: 'sync', image: 'rabbitmq:4.2.1', command: ['rabbitmqctl', 'sync_queue', 'orders'] },
          ],
        },
      }),
      findings: [{ why: /^the init container fails there/, text: 'rabbitmqctl' }],
    },
    {
      name: 'in a Job',
      manifests: cluster({
        ...newer,
        objects: [
          {
            apiVersion: 'batch/v1',
            kind: 'Job',
            metadata: { name: 'sync', namespace: 'mq' },
            spec: {
              template: {
                spec: {
                  containers: [
                    {
                      name: 'sync',
                      image: 'rabbitmq:4.2.1',
                      command: ['sh', '-c', 'rabbitmqctl -n rabbit@rabbitmq-headless sync_queue orders'],
                    },
                  ],
                },
              },
            },
          },
        ],
      }),
      findings: [{ why: /^the Job fails there/, path: '/spec/template/spec/containers/0/command/2' }],
    },
  ],
})
