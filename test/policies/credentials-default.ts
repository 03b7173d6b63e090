import type { JsonObject } from '../../model/kube/json.ts'
import {
  chartValues,
  cluster,
  helmRelease,
  rabbitmqCluster,
  type Sample,
  secret,
  yaml,
} from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

/** Nobody sets the first user. */
const unset = (sample: Sample = {}): string =>
  cluster({ ...sample, env: { ...sample.env, RABBITMQ_DEFAULT_USER: '', RABBITMQ_DEFAULT_PASS: '' } })
const set = (user: string, pass: string, sample: Sample = {}): string =>
  cluster({ ...sample, env: { RABBITMQ_DEFAULT_USER: user, RABBITMQ_DEFAULT_PASS: pass } })
const users = (...list: readonly JsonObject[]): string =>
  JSON.stringify({ users: list, vhosts: [{ name: '/' }] })
const one: Sample = { replicas: 1 }
const open: Sample = {
  replicas: 1,
  objects: [{ kind: 'Service', metadata: { name: 'rabbitmq-client' }, spec: { type: 'NodePort' } }],
}
/** Of `guest`, salt 01020304. */
const hash = 'AQIDBEMMOXwY6PKx/JKP9PAqfsb4ozuD0Ta3pxxa9gEYBMmD'
const operated = (additionalConfig: string): string =>
  yaml(rabbitmqCluster({ replicas: 3, rabbitmq: { additionalConfig } }))
const values = (more: JsonObject): string =>
  yaml(chartValues({ extraConfiguration: 'heartbeat = 60', ...more }))

export default rows({
  valid: [
    { name: 'a user from a Secret that is elsewhere', manifests: cluster() },
    { name: 'a password of its own', manifests: set('shop', 'swordfish') },
    {
      name: 'guest from its own host only',
      manifests: unset({ conf: 'loopback_users.guest = true' }),
    },
    {
      name: 'guest from its own host only, a mount hides what the image opens',
      manifests: unset({ mounts: { 'rabbitmq.conf': '/etc/rabbitmq/conf.d' } }),
    },
    {
      name: 'guest from its own host only, in advanced.config',
      manifests: unset({ advanced: '[{rabbit, [{loopback_users, [<<"guest">>]}]}].' }),
    },
    {
      name: 'an old image beside a configuration',
      manifests: unset({
        image: 'rabbitmq:3.7.28',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
    },
    {
      name: 'definitions make the users',
      manifests: unset({ definitions: users({ name: 'shop', password: 'swordfish', tags: '' }) }),
    },
    {
      name: 'an encrypted password',
      manifests: unset({ conf: 'default_user = shop\ndefault_pass = encrypted:shop' }),
    },
    { name: 'the operator makes one up', manifests: yaml(rabbitmqCluster()) },
    { name: 'half of it is made up', manifests: operated('default_user = shop') },
    {
      name: 'the chart makes up the password',
      manifests: values({ auth: { username: 'shop', existingErlangSecret: 'mq' } }),
      gap: /render the chart/,
    },
    {
      name: 'an image that may do anything',
      manifests: unset({ image: 'example/rabbitmq-server:1', only: ['StatefulSet'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'by omission, opened by the image',
      manifests: unset(),
      findings: [
        {
          severity: 'warning',
          message: /^nobody sets a default user: guest, with the password guest, may log in from anywhere$/,
          why: /tries it may do what that user may$/,
          help: /^set RABBITMQ_DEFAULT_USER and RABBITMQ_DEFAULT_PASS from a Secret; on data that is there/,
          path: '/spec/template/spec/containers/0/image',
          fix: 'none',
        },
      ],
      after: cluster(),
    },
    {
      name: 'by omission, opened by the configuration',
      manifests: unset({ conf: 'loopback_users = none' }),
      findings: [{ severity: 'warning', path: '/data/rabbitmq.conf', inner: 'loopback_users' }],
    },
    {
      name: 'by omission, opened by a line about another user',
      manifests: unset({
        image: 'rabbitmq:3.8.9',
        conf: 'loopback_users.shop = true',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
      findings: [{ severity: 'warning', inner: 'loopback_users.shop' }],
    },
    {
      name: 'by omission, opened in advanced.config',
      manifests: unset({ advanced: '[{rabbit, [{loopback_users, []}]}].' }),
      findings: [{ severity: 'warning', path: '/data/advanced.config' }],
    },
    {
      name: 'the name for a password, with an old image that opens nothing',
      manifests: set('shop', 'shop', {
        image: 'rabbitmq:3.8.9',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
      findings: [{ severity: 'warning', message: /^user shop has its name for a password$/, text: '"shop"' }],
    },
    {
      name: 'by omission, an old image that a variable has write a configuration',
      manifests: unset({
        image: 'rabbitmq:3.8.9',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
        env: { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '0.5' },
      }),
      findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/image' }],
    },
    {
      name: 'in advanced.config, as strings',
      manifests: unset({ advanced: '[{rabbit, [{default_user, "shop"}, {default_pass, "shop"}]}].' }),
      findings: [{ severity: 'warning', message: /^user shop has its name/, path: '/data/advanced.config' }],
    },
    {
      name: 'by omission, an old image without a configuration',
      manifests: unset({ image: 'rabbitmq:3.8.9' }),
      findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/image' }],
    },
    {
      name: 'by omission, one node',
      manifests: unset(one),
      findings: [{ severity: 'info', path: '/spec/template/spec/containers/0/image' }],
    },
    {
      name: 'by omission, one node that is open to the outside',
      manifests: unset(open),
      findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/image' }],
    },
    {
      name: 'by omission, one node, of which the ports of peers are open to the outside',
      manifests: unset({
        replicas: 1,
        objects: [
          {
            kind: 'Service',
            metadata: { name: 'rabbitmq-client' },
            spec: { type: 'NodePort', ports: [{ name: 'amqp', port: 25672 }] },
          },
        ],
      }),
      findings: [{ severity: 'info', path: '/spec/template/spec/containers/0/image' }],
    },
    {
      name: 'by omission, one node that is open to one network',
      manifests: unset({
        replicas: 1,
        objects: [
          {
            kind: 'Service',
            metadata: { name: 'rabbitmq-client' },
            spec: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] },
          },
        ],
      }),
      findings: [{ severity: 'info', path: '/spec/template/spec/containers/0/image' }],
    },
    {
      name: 'the name for a password',
      manifests: set('Shop', 'shop'),
      findings: [{ severity: 'warning', message: /^user Shop has its name for a password$/, text: '"Shop"' }],
    },
    {
      name: 'the name for a password, one node of a Deployment',
      manifests: set('shop', 'shop', { ...one, kind: 'Deployment' }),
      findings: [{ severity: 'info', text: '"shop"' }],
    },
    {
      name: 'a name without a password',
      manifests: cluster({ env: { RABBITMQ_DEFAULT_USER: 'shop', RABBITMQ_DEFAULT_PASS: '' } }),
      findings: [{ message: /^user shop is left with the password guest$/, text: '"shop"' }],
    },
    {
      name: 'from a Secret that is among the files',
      manifests: cluster({
        objects: [secret('rabbitmq-user', { stringData: { user: 'shop', pass: 'shop' } })],
      }),
      findings: [
        {
          severity: 'warning',
          message: /^the user from a Secret has a password that everybody tries first$/,
          path: '/spec/template/spec/containers/0/env/3',
        },
      ],
    },
    {
      name: 'in rabbitmq.conf',
      manifests: unset({ conf: 'default_user = shop\ndefault_pass = shop' }),
      findings: [{ severity: 'warning', path: '/data/rabbitmq.conf', inner: 'default_user' }],
    },
    {
      name: 'in definitions',
      manifests: cluster({ definitions: users({ name: 'shop', password: 'shop', tags: '' }) }),
      findings: [
        {
          severity: 'warning',
          help: /^give the user a password of its own in the definitions, as password_hash$/,
          inner: '/users/shop/name',
        },
      ],
      after: cluster({
        definitions: users({
          name: 'shop',
          password_hash: 'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR',
          tags: '',
        }),
      }),
    },
    {
      name: 'in definitions, as a hash of it',
      manifests: cluster({
        definitions: users({ name: 'guest', password_hash: hash, tags: 'administrator' }),
      }),
      findings: [{ severity: 'warning', message: /^user guest has its name/, inner: '/users/guest/name' }],
    },
    {
      name: 'for the operator',
      manifests: operated('default_user = shop\ndefault_pass = shop'),
      findings: [
        {
          severity: 'warning',
          help: /^leave user and password out: the operator makes up both/,
          path: '/spec/rabbitmq/additionalConfig',
          inner: 'default_user',
        },
      ],
      after: yaml(rabbitmqCluster({ replicas: 3, rabbitmq: {} })),
    },
    {
      name: 'for the operator, which takes the official image',
      manifests: yaml(
        rabbitmqCluster({
          image: null,
          replicas: 3,
          rabbitmq: { additionalConfig: 'default_user = guest\ndefault_pass = guest' },
        }),
      ),
      findings: [{ severity: 'warning', message: /^user guest has its name/, inner: 'default_user' }],
    },
    {
      name: "an image of Bitnami's",
      manifests: cluster({
        image: 'bitnami/rabbitmq:3.13.7',
        env: { RABBITMQ_USERNAME: 'shop', RABBITMQ_PASSWORD: 'shop' },
      }),
      findings: [{ help: /^set RABBITMQ_USERNAME and RABBITMQ_PASSWORD from a Secret/, text: '"shop"' }],
    },
    {
      name: 'in values of a chart',
      manifests: values({ auth: { username: 'shop', password: 'shop' } }),
      findings: [{ severity: 'warning', help: /^set auth\.existingPasswordSecret;/, path: '/auth/username' }],
    },
    {
      name: 'in the chart of CloudPirates, of which nothing but a switch is written',
      manifests: yaml(helmRelease('cloudpirates', '0.21.18', { auth: { enabled: false } })),
      after: yaml(helmRelease('cloudpirates', '0.21.18', { auth: { enabled: true, existingSecret: 'mq' } })),
      findings: [
        {
          message: /guest, may log in from anywhere$/,
          help: /^set auth\.existingSecret and auth\.enabled: true;/,
          path: '/spec/values',
        },
      ],
    },
  ],
})
