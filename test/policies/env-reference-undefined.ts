import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const nodeName = 'rabbit@$(MY_POD_NAME).$(SERVICE).mq.svc.cluster.local'
const before = (sample: Sample = {}): string =>
  cluster({ nodeName: null, env: { SERVICE: 'rabbitmq-headless', RABBITMQ_NODENAME: nodeName }, ...sample })
const after = (sample: Sample = {}): string =>
  cluster({ nodeName, env: { SERVICE: 'rabbitmq-headless' }, ...sample })
const override = (...env: readonly JsonObject[]): JsonObject => ({
  override: overNode({ env }),
})

export default rows({
  valid: [
    { name: 'in order', manifests: before() },
    { name: 'a text that is meant', manifests: cluster({ env: { RABBITMQ_DEFAULT_PASS: 'a$$(b)' } }) },
    {
      name: 'a variable of a Service',
      manifests: cluster({ env: { RABBITMQ_X: '$(KUBERNETES_SERVICE_HOST):$(KUBERNETES_PORT)' } }),
    },
    {
      name: 'in a variable that the broker does not read',
      manifests: cluster({ env: { SCRIPT: 'echo $(date)' } }),
    },
    { name: 'an operator sets them', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'variables from a Secret that was not seen',
      manifests: after({ container: { envFrom: [{ secretRef: { name: 'settings' } }] } }),
      gap: /takes variables from Secret settings/,
    },
  ],
  invalid: [
    {
      name: 'variables of a chart, in the order of their list',
      manifests: yaml(
        chartValues({
          extraConfiguration: 'heartbeat = 60',
          extraEnvVars: [
            { name: 'RABBITMQ_LOGS', value: '/logs/$(POD)' },
            { name: 'POD', value: 'x' },
          ],
        }),
      ),
      findings: [
        {
          severity: 'warning',
          text: '"/logs/$(POD)"',
          message: /^RABBITMQ_LOGS refers to \$\(POD\), which is defined after it$/,
        },
      ],
    },
    {
      name: 'the node name, before what it is made of',
      manifests: after(),
      findings: [
        {
          severity: 'error',
          text: `"${nodeName}"`,
          message: /^RABBITMQ_NODENAME refers to \$\(SERVICE\), which is defined after it$/,
          why: /does not boot$/,
          help: /^put SERVICE before RABBITMQ_NODENAME in the list$/,
          fix: 'unsafe',
        },
      ],
      fixed: before().replace(`"${nodeName}"`, nodeName),
      after: before(),
    },
    {
      name: 'the node name, of what nobody defines',
      manifests: cluster({ nodeName: 'rabbit@$(HOST)' }),
      findings: [
        {
          severity: 'error',
          text: '"rabbit@$(HOST)"',
          message: /which no variable before it defines$/,
          help: /^define HOST before RABBITMQ_NODENAME, or/,
          fix: 'none',
        },
      ],
      after: cluster(),
    },
    {
      name: 'a command, which no shell runs',
      manifests: cluster({ nodeName: 'rabbit@$(hostname)', replicas: 1, discovery: '', longNames: null }),
      findings: [{ severity: 'error', text: '"rabbit@$(hostname)"' }],
      after: cluster({ nodeName: null, replicas: 1, discovery: '', longNames: null }),
    },
    {
      name: 'a setting of discovery',
      manifests: cluster({ env: { K8S_SERVICE_NAME: '$(SERVICE)' } }),
      findings: [{ severity: 'error', text: '"$(SERVICE)"', why: /takes it for a name/ }],
      after: cluster(),
    },
    {
      name: 'one that the release ignores',
      manifests: cluster({ image: 'rabbitmq:4.2.1', env: { K8S_SERVICE_NAME: '$(SERVICE)' } }),
      findings: [{ severity: 'warning', text: '"$(SERVICE)"', why: /nothing fills it in later$/ }],
    },
    {
      name: 'another variable, before what it is made of, which a third one refers to',
      manifests: cluster({ env: { LATE: '$(NAME)', MORE: '$(LATE)', NAME: 'x' } }),
      findings: [{ severity: 'warning', text: '"$(NAME)"', fix: 'none' }],
    },
    {
      name: 'variables of a RabbitmqCluster',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          ...override({ name: 'RABBITMQ_LOGS', value: '/logs/$(POD)' }, { name: 'POD', value: 'x' }),
        }),
      ),
      findings: [{ severity: 'warning', text: '"/logs/$(POD)"' }],
    },
  ],
})
