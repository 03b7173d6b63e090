import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, definitionsFile, rabbitmqCluster, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const declared = (spec: JsonObject, image = 'rabbitmq:4.2.1'): string =>
  yaml(
    rabbitmqCluster({ replicas: 3, image }, { namespace: 'mq' }),
    topology('Queue', 'orders', { name: 'orders', durable: true, ...spec }),
  )
const quorum = (given: JsonObject, image?: string): string =>
  declared({ type: 'quorum', arguments: given }, image)
const imported = (queue: JsonObject, image = 'rabbitmq:3.13.7', filesIn?: 'Secret'): string =>
  cluster({
    image,
    ...(filesIn ? { filesIn } : {}),
    definitions: definitionsFile(
      {
        queues: [{ vhost: '/', name: 'orders', durable: true, auto_delete: false, arguments: {}, ...queue }],
      },
      1,
    ),
  })
const tries = /tries again for ever$/

export default rows({
  valid: [
    { name: 'numbers', manifests: quorum({ 'x-message-ttl': 60000, 'x-delivery-limit': -1 }) },
    { name: 'an argument that no type knows', manifests: quorum({ 'x-ha-policy': 'all' }) },
    { name: 'no arguments', manifests: declared({}) },
    {
      name: 'the type is not known, and some type takes it',
      manifests: declared({ arguments: { 'x-max-priority': 5 } }),
    },
    {
      name: 'a stream of 3.9 takes what later ones refuse',
      manifests: declared({ type: 'stream', arguments: { 'x-max-length': 5 } }, 'rabbitmq:3.9.13'),
    },
    {
      name: 'a mode that 4.3 does not look at',
      manifests: declared({ type: 'classic', arguments: { 'x-queue-mode': 'Lazy' } }, 'rabbitmq:4.3.5'),
    },
    { name: 'a transient classic queue', manifests: declared({ type: 'classic', durable: false }) },
    { name: 'definitions', manifests: imported({ arguments: { 'x-queue-type': 'quorum' } }) },
  ],
  invalid: [
    {
      name: 'a text for a number',
      manifests: quorum({ 'x-message-ttl': '60000' }),
      findings: [
        {
          severity: 'error',
          path: '/spec/arguments/x-message-ttl',
          message: /^Queue orders: x-message-ttl is not a whole number$/,
          why: tries,
          help: /without quotes$/,
          fix: 'safe',
        },
      ],
      fixed: quorum({ 'x-message-ttl': 60000 }),
    },
    {
      name: 'words, signs and sizes',
      manifests: declared({
        type: 'classic',
        arguments: {
          'x-expires': 0,
          'x-max-length': -1,
          'x-max-priority': 300,
          'x-overflow': 'reject',
          'x-single-active-consumer': 'true',
          'x-dead-letter-exchange': 5,
          'x-queue-version': 3,
        },
      }),
      findings: [
        { message: /x-expires is less than 1$/, path: '/spec/arguments/x-expires' },
        { message: /x-max-length is less than 0$/, path: '/spec/arguments/x-max-length' },
        { message: /x-max-priority is more than 255$/, path: '/spec/arguments/x-max-priority' },
        {
          message: /x-overflow is none of drop-head, reject-publish, reject-publish-dlx$/,
          path: '/spec/arguments/x-overflow',
        },
        {
          message: /x-single-active-consumer is neither true nor false$/,
          path: '/spec/arguments/x-single-active-consumer',
        },
        { message: /x-dead-letter-exchange is not a text$/, path: '/spec/arguments/x-dead-letter-exchange' },
        {
          message: /x-queue-version is no version of classic queues that RabbitMQ 4\.2 has$/,
          path: '/spec/arguments/x-queue-version',
          help: /^correct x-queue-version, or leave it out$/,
        },
      ],
    },
    {
      name: 'an age without a unit',
      manifests: declared({ type: 'stream', arguments: { 'x-max-age': '7' } }),
      findings: [
        {
          message: /x-max-age is not a number followed by Y, M, D, h, m or s$/,
          path: '/spec/arguments/x-max-age',
        },
      ],
    },
    {
      name: 'an argument of another type',
      manifests: quorum({ 'x-max-priority': 5 }),
      findings: [
        {
          message: /x-max-priority is no argument of a quorum queue$/,
          path: '/spec/arguments/x-max-priority',
        },
      ],
      after: quorum({}),
    },
    {
      name: 'version 1 on 4.3',
      manifests: declared({ type: 'classic', arguments: { 'x-queue-version': 1 } }, 'rabbitmq:4.3.5'),
      findings: [{ message: /that RabbitMQ 4\.3 has$/, path: '/spec/arguments/x-queue-version' }],
    },
    {
      name: 'a routing key for no exchange',
      manifests: quorum({ 'x-dead-letter-routing-key': 'dead' }),
      findings: [{ help: /^add x-dead-letter-exchange/, path: '/spec/arguments/x-dead-letter-routing-key' }],
      after: quorum({ 'x-dead-letter-routing-key': 'dead', 'x-dead-letter-exchange': '' }),
    },
    {
      name: 'a quorum queue that is neither durable nor to stay',
      manifests: declared({ type: 'quorum', durable: false, autoDelete: true }),
      findings: [
        { message: /is not durable$/, help: /^write durable: true$/, path: '/spec/durable' },
        { message: /^Queue orders is a quorum queue and is deleted by itself$/, path: '/spec/autoDelete' },
      ],
    },
    {
      name: 'a type that is none, in definitions',
      manifests: imported({ arguments: { 'x-queue-type': 'mirrored' } }),
      findings: [
        {
          severity: 'error',
          message: /^queue orders has an x-queue-type that is none of classic, quorum, stream$/,
          why: /the import of the definitions fails$/,
          text: '"mirrored"',
        },
      ],
    },
    {
      name: 'definitions whose import is silent',
      manifests: imported({ arguments: { 'x-message-ttl': 'soon' } }, 'rabbitmq:3.10.8'),
      findings: [{ why: /boots without it and what follows, and says nothing$/, text: '"soon"' }],
    },
    {
      name: 'a quorum queue of definitions that is not durable',
      manifests: imported({ durable: false, arguments: { 'x-queue-type': 'quorum' } }),
      findings: [{ why: /leaves the queue out, and says nothing$/, text: 'false' }],
    },
    {
      name: 'definitions in a Secret: no name is said',
      manifests: imported({ arguments: { 'x-max-length': 'much' } }, 'rabbitmq:3.13.7', 'Secret'),
      findings: [
        {
          message: /^queue number 1: x-max-length is not a whole number$/,
          inner: '/queues/orders/arguments/x-max-length',
        },
      ],
    },
    {
      name: 'one node: the import fails there too',
      manifests: yaml(
        rabbitmqCluster({ replicas: 1 }, { namespace: 'mq' }),
        topology('Queue', 'orders', { name: 'orders', durable: true, arguments: { 'x-max-length': 1.5 } }),
      ),
      findings: [{ severity: 'error', path: '/spec/arguments/x-max-length' }],
    },
  ],
})
