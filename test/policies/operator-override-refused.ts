import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const pod = (spec: JsonObject): string =>
  yaml(rabbitmqCluster({ override: { statefulSet: { spec: { template: { spec } } } } }))
const context = (securityContext: JsonObject): string =>
  pod({ containers: [{ name: 'rabbitmq', securityContext }] })
const place = '/spec/override/statefulSet/spec/template/spec'

export default rows({
  valid: [
    { name: 'no override', manifests: yaml(rabbitmqCluster()) },
    {
      name: 'what is allowed',
      manifests: context({ runAsUser: 1000, runAsNonRoot: true, capabilities: { drop: ['ALL'] } }),
    },
    { name: 'other volumes', manifests: pod({ volumes: [{ name: 'x', emptyDir: {} }] }) },
    { name: 'without the operator', manifests: cluster({ pod: { hostNetwork: true } }) },
  ],
  invalid: [
    {
      name: 'as root',
      manifests: context({ runAsUser: 0, runAsNonRoot: false }),
      findings: [
        {
          severity: 'warning',
          message: /^runAsUser: 0 stands in an override$/,
          why: /^operators from 2\.22\.3 on leave it out/,
          help: /^take it out of the override/,
          path: `${place}/containers/0/securityContext/runAsUser`,
          fix: 'none',
        },
        { message: /^runAsNonRoot: false/, path: `${place}/containers/0/securityContext/runAsNonRoot` },
      ],
      after: pod({ containers: [{ name: 'rabbitmq' }] }),
    },
    {
      name: 'with rights on the machine',
      manifests: context({
        privileged: true,
        allowPrivilegeEscalation: true,
        capabilities: { add: ['NET_ADMIN'] },
      }),
      findings: [
        { message: /^privileged: true/, path: `${place}/containers/0/securityContext/privileged` },
        {
          message: /^allowPrivilegeEscalation: true/,
          path: `${place}/containers/0/securityContext/allowPrivilegeEscalation`,
        },
        { message: /^capabilities\.add/, path: `${place}/containers/0/securityContext/capabilities` },
      ],
    },
    {
      name: 'in an init container',
      manifests: pod({ initContainers: [{ name: 'x', securityContext: { runAsUser: 0 } }] }),
      findings: [{ path: `${place}/initContainers/0/securityContext/runAsUser` }],
    },
    {
      name: 'of the pods',
      manifests: pod({
        hostNetwork: true,
        serviceAccountName: 'mq',
        volumes: [{ name: 'x', hostPath: { path: '/srv' } }],
      }),
      findings: [
        { message: /^hostNetwork: true/, path: `${place}/hostNetwork` },
        { message: /^serviceAccountName stands/, path: `${place}/serviceAccountName` },
        { message: /^hostPath stands/, path: `${place}/volumes/0/hostPath` },
      ],
    },
  ],
})
