import { cluster, rabbitmqCluster, type Sample, secret, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const name = 'rabbit@rabbitmq-0.rabbitmq-headless.mq.svc.cluster.local'
const fixed = (sample: Sample = {}): string => cluster({ nodeName: name, ...sample })

export default rows({
  valid: [
    { name: 'the name of the pod', manifests: cluster() },
    { name: 'the address of the pod', manifests: cluster({ nodeName: 'rabbit@$(MY_POD_IP)' }) },
    { name: 'a part before the @ alone', manifests: cluster({ nodeName: 'mq' }) },
    { name: 'the default', manifests: cluster({ nodeName: null }) },
    {
      name: 'the one node of a Deployment, which so keeps its data',
      manifests: fixed({ kind: 'Deployment', replicas: 1, discovery: '', nodeName: 'rabbit@localhost' }),
    },
    { name: 'a Pod', manifests: fixed({ kind: 'Pod', discovery: '', nodeName: 'rabbit@localhost' }) },
    { name: 'an operator names the nodes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'a name from a Secret',
      manifests: cluster({
        nodeName: null,
        env: { RABBITMQ_NODENAME: { secretKeyRef: { name: 'names', key: 'node' } } },
        objects: [secret('names', { stringData: { node: 'rabbit@hunter2' } })],
      }),
      gap: /RABBITMQ_NODENAME comes from a Secret$/,
    },
    {
      name: 'a part from a ConfigMap that was not seen',
      manifests: cluster({
        env: { HOST: { configMapKeyRef: { name: 'names', key: 'host' } } },
        nodeName: null,
        container: { env: [{ name: 'RABBITMQ_NODENAME', value: 'rabbit@$(HOST)' }] },
      }),
      gap: /ConfigMap names/,
    },
  ],
  invalid: [
    {
      name: 'several pods',
      manifests: fixed(),
      findings: [
        {
          severity: 'error',
          text: `"${name}"`,
          message: /^the node name of every pod of rabbitmq is rabbit@rabbitmq-0\./,
          why: /none of them can join another$/,
          help: /^set RABBITMQ_NODENAME to rabbit@\$\(MY_POD_NAME\)\.rabbitmq-headless\.mq\.svc\.<cluster domain>$/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'one pod for now',
      manifests: fixed({ replicas: 1 }),
      findings: [
        { severity: 'warning', text: `"${name}"`, why: /^a second pod/, help: /^set RABBITMQ_NODENAME/ },
      ],
      after: cluster({ replicas: 1 }),
    },
    {
      name: 'one node of a StatefulSet',
      manifests: fixed({ replicas: 1, discovery: '', nodeName: 'rabbit@localhost', longNames: null }),
      findings: [{ severity: 'info', text: '"rabbit@localhost"', help: /^leave RABBITMQ_NODENAME out/ }],
      after: cluster({ replicas: 1, discovery: '', nodeName: null, longNames: null }),
    },
    {
      name: 'one pod of a Deployment for now',
      manifests: fixed({ kind: 'Deployment', nodeName: 'rabbit@localhost', longNames: null, replicas: 1 }),
      findings: [{ severity: 'warning', text: '"rabbit@localhost"', help: /name its node by the pod$/ }],
    },
    {
      name: 'several pods of a Deployment',
      manifests: fixed({
        kind: 'Deployment',
        nodeName: 'rabbit@localhost',
        longNames: null,
        storage: 'none',
      }),
      findings: [{ severity: 'error', text: '"rabbit@localhost"', help: /^make it a StatefulSet/ }],
    },
  ],
})
