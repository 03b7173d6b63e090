import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const cookie = '/var/lib/rabbitmq/.erlang.cookie'
const mounted = (source: JsonObject, more: Sample = {}, mount: JsonObject = { subPath: 'cookie' }): string =>
  cluster({
    dataAt: '/var/lib/rabbitmq/mnesia',
    ...more,
    container: { volumeMounts: [{ name: 'cookie', mountPath: cookie, ...mount }], ...more.container },
    pod: { volumes: [{ name: 'cookie', ...source }], ...more.pod },
  })
const ofSecret = (more: JsonObject = {}): JsonObject => ({
  secret: { secretName: 'rabbitmq-cookie', ...more },
})
const asRoot: Sample = { container: { command: ['rabbitmq-server'] } }
const place = '/spec/template/spec/containers/0/volumeMounts/3'
const group = { securityContext: { fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch' } }

export default rows({
  valid: [
    { name: 'a variable', manifests: cluster() },
    { name: 'a copy in an emptyDir', manifests: mounted({ emptyDir: {} }) },
    {
      name: 'read by root, without the entry point',
      manifests: mounted(ofSecret({ defaultMode: 0o400 }), asRoot),
    },
    { name: 'mode 0600', manifests: mounted(ofSecret({ defaultMode: 0o600 }), asRoot) },
    {
      name: 'the mode of the file itself',
      manifests: mounted(ofSecret({ items: [{ key: 'c', path: 'cookie', mode: 0o400 }] }), asRoot),
    },
    {
      name: 'a Secret elsewhere',
      manifests: mounted(ofSecret(), {}, { mountPath: '/run/cookie', subPath: null }).replaceAll(
        cookie,
        '/run/cookie',
      ),
    },
    {
      name: 'the home directory is elsewhere',
      manifests: mounted(ofSecret(), { env: { HOME: '/home/rabbitmq' } }),
    },
  ],
  invalid: [
    {
      name: 'the default mode',
      manifests: mounted(ofSecret()),
      findings: [
        {
          severity: 'error',
          path: place,
          message:
            /^\/var\/lib\/rabbitmq\/\.erlang\.cookie is a file of Secret rabbitmq-cookie with mode 0644$/,
          why: /^the Erlang VM does not start with a cookie that group or others may read$/,
          help: /^take the mount out and set RABBITMQ_ERLANG_COOKIE from the Secret/,
          fix: 'none',
        },
      ],
      after: cluster({ dataAt: '/var/lib/rabbitmq/mnesia' }),
    },
    {
      name: 'one node that runs as root without the entry point',
      manifests: mounted(ofSecret(), { replicas: 1, ...asRoot }),
      findings: [{ severity: 'error', path: place, fix: 'unsafe' }],
      fixed: mounted(ofSecret({ defaultMode: 0o400 }), { replicas: 1, ...asRoot }),
    },
    {
      name: 'the mode of the file itself, which the group may read',
      manifests: mounted(
        ofSecret({ defaultMode: 0o400, items: [{ key: 'c', path: 'cookie', mode: 0o440 }] }),
        asRoot,
      ),
      findings: [{ severity: 'error', path: place, message: /mode 0440$/, fix: 'unsafe' }],
      fixed: mounted(
        ofSecret({ defaultMode: 0o400, items: [{ key: 'c', path: 'cookie', mode: 0o400 }] }),
        asRoot,
      ),
    },
    {
      name: 'opened by a group',
      manifests: mounted(ofSecret({ defaultMode: 0o400 }), { pod: group }),
      findings: [
        { severity: 'error', path: place, message: /mode 0440, opened by fsGroup 999$/, fix: 'none' },
      ],
    },
    {
      name: 'of root alone, and the entry point has to give it away',
      manifests: mounted(ofSecret({ defaultMode: 0o400 })),
      findings: [{ severity: 'error', path: place, why: /^the entry point of the image cannot give/ }],
    },
    {
      name: 'of root alone, and the node is not root',
      manifests: mounted(ofSecret({ defaultMode: 0o400 }), { pod: { securityContext: { runAsUser: 999 } } }),
      findings: [{ severity: 'error', path: place, why: /^the file belongs to root/ }],
    },
    {
      name: 'a ConfigMap',
      manifests: mounted({ configMap: { name: 'cookies' } }),
      findings: [{ severity: 'error', path: place, message: /of ConfigMap cookies with mode 0644$/ }],
    },
    {
      name: 'the image of Bitnami',
      manifests: mounted(ofSecret(), {
        image: 'bitnami/rabbitmq:3.13.7',
        dataAt: '/bitnami/rabbitmq/mnesia',
      }).replace(cookie, '/opt/bitnami/rabbitmq/.rabbitmq/.erlang.cookie'),
      findings: [{ severity: 'error', path: place, help: /set RABBITMQ_ERL_COOKIE from the Secret/ }],
    },
    {
      name: 'a Deployment',
      manifests: mounted(ofSecret(), { kind: 'Deployment', replicas: 1 }),
      findings: [{ severity: 'error', path: place }],
    },
  ],
})
