import { rules } from '../../policies/index.ts'
import { defaultConfig } from '../../webhook/config.ts'
import { serveOptions, type WebhookFlags, type WebhookSettings } from '../../webhook/main.ts'
import { describe, expect, test } from '../jest.ts'

const around = { env: {}, rules, docs: (rule: string) => rule, write: () => undefined }
const plain: WebhookFlags = { tls: false, pathSecret: false, cluster: true }
const options = (flags: Partial<WebhookFlags>, settings: WebhookSettings = {}, env = {}) =>
  serveOptions({ ...plain, ...flags }, settings, { ...around, env })

const secret = { WARRENER_PATH_SECRET: 's' }

describe('the command line of the webhook', () => {
  test.each([
    ['the port by default', options({}).port, 8443],
    ['the port that is asked for', options({ port: '9443' }).port, 9443],
    ['the port of the platform', options({}, {}, { PORT: '8080' }).port, 8080],
    [
      'where that may stop it, nothing is followed',
      options({}, {}, { PORT: '8080' }).cluster,
      { watches: false },
    ],
    ['the port that is asked for goes before that', options({ port: '1' }, {}, { PORT: '8080' }).port, 1],
    ['plain HTTP', options({}).tls, undefined],
    ['a certificate', options({ tls: true, tlsCert: 'c', tlsKey: 'k' }).tls, { cert: 'c', key: 'k' }],
    ['a certificate of its own', options({ tls: true, selfSigned: true }).selfSigned, {}],
    [
      'a certificate of its own, and clients that have to show one',
      options({ tls: true, selfSigned: true, clientCa: 'a', kubeconfig: 'k' }).selfSigned,
      { clientCa: 'a', kubeconfig: 'k' },
    ],
    ['the usual kubeconfig', options({}).cluster, { watches: true }],
    ['a kubeconfig', options({ kubeconfig: 'k' }).cluster, { kubeconfig: 'k', watches: true }],
    ['Secrets', options({ readSecrets: true }).cluster, { readsSecrets: true, watches: true }],
    [
      'a kubeconfig in a variable',
      options({}, {}, { WARRENER_KUBECONFIG: '{}' }).cluster,
      { kubeconfig: { text: '{}' }, watches: true },
    ],
    [
      'a file goes before that',
      options({ kubeconfig: 'k' }, {}, { WARRENER_KUBECONFIG: '{}' }).cluster,
      { kubeconfig: 'k', watches: true },
    ],
    [
      'a secret in a variable',
      options({ pathSecret: true }, {}, secret),
      expect.objectContaining({ pathSecret: 's' }),
    ],
    [
      'a file goes before that, too',
      options({ pathSecret: true, pathSecretFile: 'f' }, {}, secret),
      expect.not.objectContaining({ pathSecret: 's' }),
    ],
    ['no secret', options({}, {}, secret), expect.not.objectContaining({ pathSecret: 's' })],
    ['no look-ups', options({ cluster: false }).cluster, 'none'],
    ['the config by default', options({}).config, defaultConfig],
    [
      'a part of the config',
      options(
        {},
        {
          webhook: { pairing: 'warn', enforce: { warning: 'deny' } },
          enforcements: new Map([['scale-down', 'warn']]),
        },
      ).config,
      {
        ...defaultConfig,
        pairing: 'warn',
        enforce: { error: 'deny', warning: 'deny', info: 'audit' },
        rules: new Map([['scale-down', 'warn']]),
      },
    ],
    [
      'a release',
      options({}, { rabbitmqVersion: '3.13' }).options.rabbitmqVersion,
      expect.objectContaining({ major: 3, minor: 13 }),
    ],
    ['a metadata store', options({}, { metadataStore: 'khepri' }).options, { metadataStore: 'khepri' }],
  ])('%s', (_, given, expected) => expect(given).toEqual(expected))

  test.each<[string, Partial<WebhookFlags>, RegExp]>([
    ['neither certificate nor --no-tls', { tls: true }, /--tls-key, or --self-signed, or --no-tls/],
    ['half a certificate', { tls: true, tlsCert: 'c' }, /--tls-cert and --tls-key/],
    ['a certificate without TLS', { tlsCert: 'c', tlsKey: 'k' }, /exclude each other/],
    [
      'a certificate of its own and files of one',
      { tls: true, selfSigned: true, tlsCert: 'c', tlsKey: 'k' },
      /--self-signed makes the certificate/,
    ],
    ['a certificate of its own without TLS', { selfSigned: true }, /exclude each other/],
    [
      'nowhere to keep it',
      { tls: true, selfSigned: true, cluster: false },
      /keeps the certificate in a Secret/,
    ],
    ['a kubeconfig without look-ups', { cluster: false, kubeconfig: 'k' }, /exclude each other/],
    ['Secrets without look-ups', { cluster: false, readSecrets: true }, /exclude each other/],
    ['plain HTTP without a secret', { pathSecret: true }, /give --path-secret-file or WARRENER_PATH_SECRET/],
    [
      'a secret and none',
      { pathSecretFile: 'f' },
      /--no-path-secret and --path-secret-file exclude each other/,
    ],
    ['a port that is none', { port: '70000' }, /not a port: 70000/],
    ['a port that is a word', { port: 'https' }, /not a port: https/],
  ])('%s is refused', (_, flags, why) => expect(() => options(flags)).toThrow(why))
})
