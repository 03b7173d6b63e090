import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const users = (...list: readonly JsonObject[]): string =>
  JSON.stringify({ users: list, vhosts: [{ name: '/' }] })
const hash = 'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR'
const probe = (value: string): JsonObject => ({
  readinessProbe: {
    exec: null,
    httpGet: { port: 15672, path: '/api/overview', httpHeaders: [{ name: 'Authorization', value }] },
  },
})
const hook = (command: string): JsonObject => ({
  lifecycle: { postStart: { exec: { command: ['sh', '-c', `sleep 9; ${command}`] } } },
})
const values = (more: JsonObject): string =>
  yaml(chartValues({ extraConfiguration: 'heartbeat = 60', ...more }))

export default rows({
  valid: [
    { name: 'from a Secret', manifests: cluster() },
    { name: 'filled in later', manifests: cluster({ env: { RABBITMQ_DEFAULT_PASS: '{{ pass }}' } }) },
    {
      name: 'a variable that something else puts in',
      manifests: cluster({ conf: 'default_pass = $(RABBITMQ_PASS)' }),
    },
    {
      name: 'a configuration in a Secret',
      manifests: cluster({ filesIn: 'Secret', conf: 'default_pass = swordfish' }),
    },
    { name: 'encrypted', manifests: cluster({ conf: 'default_pass = encrypted:c3dvcmRmaXNo' }) },
    {
      name: 'a hash that lost its end',
      manifests: cluster({
        definitions: users({
          name: 'shop',
          password_hash: 'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2PO',
        }),
      }),
    },
    { name: 'a hash', manifests: cluster({ definitions: users({ name: 'shop', password_hash: hash }) }) },
    {
      name: 'nobody may log in',
      manifests: cluster({ definitions: users({ name: 'shop', password_hash: '' }) }),
    },
    {
      name: "a variable of Bitnami's, which other images do not read",
      manifests: cluster({ env: { RABBITMQ_PASSWORD: 'swordfish' } }),
    },
    { name: 'the chart takes a Secret', manifests: values({}), gap: /render the chart/ },
    {
      name: 'commands that are given it, or that everybody knows',
      manifests: cluster({
        container: hook(
          'rabbitmqctl add_user shop "$SHOP_PASSWORD"; rabbitmqadmin -u guest -p guest list queues',
        ),
      }),
    },
    {
      name: 'other headers, and another way to log in',
      manifests: cluster({
        container: {
          readinessProbe: {
            httpGet: {
              port: 15672,
              path: '/',
              httpHeaders: [
                { name: 'X-Authorization', value: 'Basic c2hvcDpzd29yZGZpc2g=' },
                { name: 'Authorization', value: 'Bearer c2hvcDpzd29yZGZpc2g=' },
                { name: 'Authorization', value: 'Basic ' },
              ],
            },
          },
        },
      }),
    },
    { name: 'a header from elsewhere', manifests: cluster({ container: probe('Basic {{ token }}') }) },
  ],
  invalid: [
    {
      name: 'in commands of a hook',
      manifests: cluster({
        container: hook(
          'rabbitmqctl add_user shop swordfish || rabbitmqctl change_password shop swordfish; rabbitmqadmin -u shop -p swordfish list queues',
        ),
      }),
      findings: [
        {
          severity: 'warning',
          message: /in rabbitmqctl add_user$/,
          help: /from a Secret, by secretKeyRef$/,
          line: 81,
        },
        { severity: 'warning', message: /in rabbitmqctl change_password$/, line: 81 },
        { severity: 'warning', message: /in rabbitmqadmin list queues$/, line: 81 },
      ],
      after: cluster({ container: hook('rabbitmqctl add_user shop "$SHOP_PASSWORD"') }),
    },
    {
      name: 'in a variable',
      manifests: cluster({ env: { RABBITMQ_DEFAULT_PASS: 'swordfish' } }),
      findings: [
        {
          severity: 'warning',
          message: /^a password stands in plain text in RABBITMQ_DEFAULT_PASS$/,
          why: /can log in with it$/,
          help: /^set RABBITMQ_DEFAULT_USER and RABBITMQ_DEFAULT_PASS from a Secret; on data/,
          text: '"swordfish"',
          fix: 'none',
        },
      ],
      after: cluster(),
    },
    {
      name: 'in a line whose place a variable takes',
      manifests: cluster({ conf: 'default_pass = swordfish' }),
      findings: [
        {
          severity: 'warning',
          inner: 'default_pass',
          message: /in default_pass$/,
          why: /^RABBITMQ_DEFAULT_PASS takes its place: where both are the same/,
          help: /^take default_pass out: the node takes RABBITMQ_DEFAULT_PASS$/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'in a line, before the node read variables by itself',
      manifests: cluster({ image: 'rabbitmq:3.8.9', conf: 'default_pass = swordfish' }),
      findings: [{ severity: 'warning', inner: 'default_pass', why: /^whoever reads the manifests/ }],
    },
    {
      name: 'one that everybody knows, one node',
      manifests: cluster({
        replicas: 1,
        env: { RABBITMQ_DEFAULT_USER: 'shop', RABBITMQ_DEFAULT_PASS: 'shop' },
      }),
      findings: [{ severity: 'info', text: '"shop"' }],
    },
    {
      name: 'one of its own, one node',
      manifests: cluster({ replicas: 1, env: { RABBITMQ_DEFAULT_PASS: 'swordfish' } }),
      findings: [{ severity: 'warning', text: '"swordfish"' }],
    },
    {
      name: 'in rabbitmq.conf',
      manifests: cluster({ conf: 'ssl_options.password = swordfish' }),
      findings: [
        {
          severity: 'warning',
          message: /in ssl_options\.password$/,
          help: /^keep it in a Secret, and mount/,
          path: '/data/rabbitmq.conf',
          inner: 'ssl_options.password',
        },
      ],
    },
    {
      name: 'in definitions',
      manifests: cluster({ definitions: users({ name: 'shop', password: 'swordfish' }) }),
      findings: [
        {
          severity: 'warning',
          message: /in the password of user shop$/,
          help: /^keep definitions in a Secret, with password_hash/,
          inner: '/users/shop/password',
        },
      ],
      after: cluster({ definitions: users({ name: 'shop', password_hash: hash }) }),
    },
    {
      name: 'in the place of a hash',
      manifests: cluster({ definitions: users({ name: 'shop', password_hash: 'swordfish' }) }),
      findings: [{ severity: 'warning', inner: '/users/shop/password_hash' }],
    },
    {
      name: 'in the header of a probe',
      manifests: cluster({ container: probe('Basic c2hvcDpzd29yZGZpc2g=') }),
      findings: [
        {
          severity: 'warning',
          message: /in the header of readinessProbe$/,
          path: '/spec/template/spec/containers/0/readinessProbe/httpGet/httpHeaders/0/value',
        },
      ],
    },
    {
      name: 'for the operator',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          rabbitmq: { additionalConfig: 'default_user = shop\ndefault_pass = swordfish\n' },
        }),
      ),
      findings: [
        {
          help: /^leave user and password out/,
          path: '/spec/rabbitmq/additionalConfig',
          inner: 'default_pass',
        },
      ],
    },
    {
      name: "in a variable of Bitnami's",
      manifests: cluster({ image: 'bitnami/rabbitmq:3.13.7', env: { RABBITMQ_PASSWORD: 'swordfish' } }),
      findings: [{ message: /in RABBITMQ_PASSWORD$/, help: /^set RABBITMQ_USERNAME/, text: '"swordfish"' }],
    },
    {
      name: 'in values of a chart',
      manifests: values({ auth: { username: 'shop', password: 'swordfish' } }),
      findings: [
        { message: /in auth\.password$/, help: /^set auth\.existingPasswordSecret;/, path: '/auth/password' },
      ],
      gap: /render the chart/,
    },
    {
      name: 'in values of the groundhog2k chart',
      manifests: yaml({
        replicaCount: 3,
        authentication: { password: { value: 'swordfish' }, erlangCookie: { secretKey: 'cookie' } },
      }),
      findings: [{ help: /^set authentication\.existingSecret;/, path: '/authentication/password/value' }],
      gap: /render the chart/,
    },
    {
      name: 'in values of the CloudPirates chart',
      manifests: yaml({
        replicaCount: 3,
        peerDiscoveryK8sPlugin: { enabled: true },
        auth: { password: 'swordfish' },
      }),
      findings: [{ help: /^set auth\.existingSecret;/, path: '/auth/password' }],
      gap: /render the chart/,
    },
  ],
})
