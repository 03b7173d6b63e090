import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const dollar = '$'

export default rows({
  valid: [
    {
      name: 'a pattern of LDAP, whose variables the broker fills in',
      manifests: cluster({
        conf: `auth_ldap.user_dn_pattern = cn=${dollar}{username},dc=example`,
        plugins: '[rabbitmq_peer_discovery_k8s,rabbitmq_auth_backend_ldap].',
      }),
    },
    {
      name: 'nothing odd',
      manifests: cluster({
        conf: "default_pass = 'a#b'\nvm_memory_high_watermark.absolute = 2GiB\nqueue_leader_locator = balanced\ndefault_queue_type = quorum\nlog.file = false",
      }),
    },
    { name: 'a comment', manifests: cluster({ conf: 'default_user = admin # the first\nheartbeat = 60#s' }) },
    { name: 'Kubernetes units from 3.13', manifests: cluster({ conf: 'disk_free_limit.absolute = 2Gi' }) },
    {
      name: 'a variable',
      manifests: cluster({ conf: 'default_user = $(BROKER_USER)', env: { BROKER_USER: 'x' } }),
    },
    { name: 'a refused value is another rule', manifests: cluster({ conf: 'heartbeat = "60"' }) },
    {
      name: 'an earlier line',
      manifests: cluster({ conf: 'default_user = "admin"\ndefault_user = admin' }),
    },
    {
      name: 'unknown release, read by some',
      manifests: cluster({ image: 'rabbitmq:latest', conf: 'disk_free_limit.absolute = 2Gi' }),
      gap: /tag/,
    },
  ],
  invalid: [
    {
      name: 'a password cut short',
      manifests: cluster({ conf: 'default_pass = abc#def' }),
      findings: [
        {
          severity: 'warning',
          message: /^default_pass: a '#' directly behind the value begins a comment$/,
          help: /single quotes/,
          inner: 'default_pass',
          text: 'abc#def',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a password cut short where there are no quotes',
      manifests: cluster({ image: 'rabbitmq:3.12.14', conf: "default_pass = 'abc#def'" }),
      findings: [{ severity: 'warning', help: /without #/, text: "'abc#def'" }],
    },
    {
      name: 'quotes',
      manifests: cluster({ conf: 'default_user = "admin"' }),
      findings: [{ message: /quotes are part/, text: '"admin"' }],
    },
    {
      name: 'single quotes before 3.13.7',
      manifests: cluster({ image: 'rabbitmq:3.12.14', conf: "cluster_name = 'prod'" }),
      findings: [{ message: /quotes are part/, text: "'prod'" }],
    },
    {
      name: 'a shell variable',
      manifests: cluster({ conf: `default_pass = ${'$'}{RABBITMQ_PASS}` }),
      findings: [
        {
          message: /^default_pass: a variable in braces is not expanded$/,
          help: /\$\(NAME\)/,
          text: `\${RABBITMQ_PASS}`,
        },
      ],
    },
    {
      name: 'a fraction above one',
      manifests: cluster({ conf: 'vm_memory_high_watermark.relative = 1.5' }),
      findings: [{ message: /1\.5 is more than all/, text: '1.5' }],
    },
    {
      name: 'Kubernetes units before 3.13',
      manifests: cluster({ image: 'rabbitmq:3.12.14', conf: 'vm_memory_high_watermark.absolute = 2Gi' }),
      findings: [{ message: /2Gi is no amount/, why: /0\.4 of the memory/, help: /3\.13/, text: '2Gi' }],
    },
    {
      name: 'Kubernetes units before 3.13, where the operator tells the total',
      manifests: `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: rmq}
spec:
  replicas: 3
  image: rabbitmq:3.12.14-management
  resources: {limits: {memory: 4Gi}}
  rabbitmq:
    additionalConfig: |
      vm_memory_high_watermark.absolute = 3Gi
`,
      findings: [
        {
          message: /3Gi is no amount/,
          why: /0\.4 of the total that the broker is told instead$/,
          text: '3Gi',
        },
      ],
    },
    {
      name: 'a fraction with a unit',
      manifests: cluster({ conf: 'total_memory_available_override_value = 1.5Gi' }),
      findings: [{ message: /1\.5Gi is no amount/, text: '1.5Gi' }],
    },
    {
      name: 'a locator and a queue type that nobody knows',
      manifests: cluster({ conf: 'queue_leader_locator = nonsense\ndefault_queue_type = mirrored' }),
      findings: [
        { message: /no release knows nonsense/, text: 'nonsense' },
        { message: /no release knows mirrored/, text: 'mirrored' },
      ],
    },
    {
      name: 'a file called True',
      manifests: cluster({ conf: 'log.file = True' }),
      findings: [{ message: /name of a file/, text: 'True' }],
    },
    {
      name: 'quotes around the name of a file stop even a single node',
      manifests: cluster({
        replicas: 1,
        image: 'rabbitmq:4.1.3',
        discovery: 'load_definitions = "/etc/rabbitmq/definitions.json"',
      }),
      findings: [
        {
          severity: 'error',
          why: /does not boot: it looks for a file whose name has the quotes/,
          help: /^remove the quotes$/,
          text: '"/etc/rabbitmq/definitions.json"',
        },
      ],
    },
    {
      name: 'single node, unknown release',
      manifests: cluster({ image: 'rabbitmq:latest', replicas: 1, conf: 'default_user = "admin"' }),
      findings: [{ severity: 'warning', text: '"admin"' }],
    },
  ],
})
