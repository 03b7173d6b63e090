import { cluster, overNode, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

export default rows({
  valid: [
    { name: 'peer discovery of the server', manifests: cluster() },
    {
      name: 'a release before it without the plugin',
      manifests: cluster({ image: 'rabbitmq:3.6.16', plugins: '[rabbitmq_management].' }),
    },
  ],
  invalid: [
    {
      name: 'an image that has it',
      manifests: cluster({ image: 'pivotalrabbitmq/rabbitmq-autocluster' }),
      findings: [
        {
          severity: 'warning',
          text: 'pivotalrabbitmq/rabbitmq-autocluster',
          message: /^rabbitmq runs the image pivotalrabbitmq\/rabbitmq-autocluster$/,
          why: /no later release can be clustered by it$/,
          help: /^move to a release/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'the plugin in the list',
      manifests: cluster({ image: 'rabbitmq:3.6.16', plugins: '[rabbitmq_management,autocluster].' }),
      findings: [{ severity: 'warning', text: 'autocluster].', message: /the autocluster plugin$/ }],
    },
    {
      name: 'variables on a release that does not read them',
      manifests: cluster({ env: { AUTOCLUSTER_TYPE: 'k8s', AUTOCLUSTER_CLEANUP: 'true' } }),
      findings: [
        {
          severity: 'warning',
          text: 'name: AUTOCLUSTER_TYPE',
          message: /sets AUTOCLUSTER_TYPE/,
          why: /^the plugin ended/,
          help: /^take it out/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'variables tell the release where the tag does not',
      manifests: cluster({ image: 'example.com/mq:prod', env: { AUTOCLUSTER_TYPE: 'k8s' } }),
      findings: [{ severity: 'warning', text: 'name: AUTOCLUSTER_TYPE', why: /no later release can/ }],
    },
    {
      name: 'a tag that tells only the major release',
      manifests: cluster({ image: 'rabbitmq:3', env: { AUTOCLUSTER_TYPE: 'k8s' } }),
      findings: [
        { severity: 'warning', text: 'name: AUTOCLUSTER_TYPE', why: /the releases since do not have it/ },
      ],
    },
    {
      name: 'an image that has the name of the plugin and a later release',
      manifests: cluster({ image: 'pivotalrabbitmq/rabbitmq-autocluster:3.7-20180206' }),
      findings: [
        {
          severity: 'warning',
          text: 'pivotalrabbitmq',
          why: /the releases since do not have it/,
          help: /^move to a release/,
        },
      ],
    },
    {
      name: 'one node',
      manifests: cluster({ replicas: 1, discovery: '', env: { AUTOCLUSTER_TYPE: 'k8s' } }),
      findings: [
        { severity: 'info', text: 'name: AUTOCLUSTER_TYPE', help: /no release since then reads it$/ },
      ],
    },
    {
      name: 'variables of a RabbitmqCluster',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: overNode({ env: [{ name: 'AUTOCLUSTER_TYPE', value: 'k8s' }] }),
        }),
      ),
      findings: [{ severity: 'warning', text: 'name: AUTOCLUSTER_TYPE', help: /^take it out/ }],
    },
  ],
})
