import { cluster, policyFile } from '../../policies/sample.ts'

/**
 * One place for a value that must not be shown: files that hold `secret` there, made so that rules have something to say
 * about the place.
 */
export interface SecretCarrier {
  readonly name: string
  readonly files: (secret: string) => Readonly<Record<string, string>>
}

const indent = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by))
const one =
  (text: (secret: string) => string): SecretCarrier['files'] =>
  secret => ({ 'rabbitmq.yaml': text(secret) })

/** The sample with a file mounted from a volume of its own. */
const mounted = (path: string, source: string, base = cluster({ image: 'rabbitmq:3.13.7' })): string =>
  base
    .replace('      volumes:\n', `      volumes:\n        - name: hidden\n          ${source}\n`)
    .replace(
      '          volumeMounts:\n',
      `          volumeMounts:\n            - name: hidden\n              mountPath: ${path}\n              subPath: file\n`,
    )
const secretObject = (fields: string): string =>
  `---\napiVersion: v1\nkind: Secret\nmetadata: {name: hidden, namespace: mq}\n${fields}`

/** A file of a Secret, written in both ways. */
function inSecret(name: string, path: string, content: (secret: string) => string): readonly SecretCarrier[] {
  const source = 'secret: {secretName: hidden}'
  return [
    {
      name: `${name}, as data`,
      files: one(secret => mounted(path, source) + secretObject(`data: {file: ${btoa(content(secret))}}\n`)),
    },
    {
      name: `${name}, as stringData`,
      files: one(
        secret =>
          mounted(path, source) + secretObject(`stringData:\n  file: |\n${indent(content(secret), 4)}\n`),
      ),
    },
  ]
}

const confPath = '/etc/rabbitmq/conf.d/99-hidden.conf'
const confLines: readonly string[] = [
  'no.such.key = SECRET',
  'heartbeat = SECRET',
  'auth_backends.1 = SECRET',
  'cluster_partition_handling = SECRET',
  'cluster_formation.peer_discovery_backend = SECRET',
  'cluster_formation.k8s.service_name = SECRET',
  'cluster_formation.k8s.hostname_suffix = .SECRET',
  'cluster_formation.k8s.address_type = SECRET',
  'cluster_formation.target_cluster_size_hint = SECRET',
  'listeners.tcp.default = SECRET',
  'ssl_options.cacertfile = /SECRET',
  'load_definitions = /SECRET',
  'management.load_definitions = /SECRET',
  'vm_memory_high_watermark.relative = SECRET',
  'disk_free_limit.absolute = SECRET',
  'default_pass = SECRET#x',
  'log.file = "SECRET"',
  `default_vhost = $\{SECRET}`,
  'default_policies.operator.a.classic_queues.ha_mode = SECRET',
  'default_policies.operator.a.queue_pattern = SECRET',
  'SECRET SECRET',
  '{rabbit, [{x, "SECRET"}]}',
]
const fill = (text: string, secret: string): string => text.replaceAll('SECRET', secret)

const user = (fields: string): string =>
  policyFile('{"ha-mode": "all"}').replace('"password_hash": "kI3G', `${fields}, "password_hash": "kI3G`)
const definitionTexts: readonly string[] = [
  policyFile('{"ha-mode": "SECRET"}'),
  policyFile('{"ha-mode": "exactly", "ha-params": "SECRET"}'),
  policyFile('{"ha-mode": "nodes", "ha-params": ["SECRET"]}'),
  policyFile('{"ha-mode": "all", "ha-promote-on-shutdown": "SECRET"}'),
  policyFile('{"message-ttl": "SECRET", "no-such": "SECRET"}'),
  policyFile('{"ha-mode": "all"}', '(SECRET'),
  policyFile('"SECRET"'),
  policyFile('{"ha-mode": "all"}').replace('"apply-to": "queues"', '"apply-to": "SECRET"'),
  policyFile('{"ha-mode": "all"}').replace('"priority": 0', '"priority": "SECRET"'),
  policyFile('{"ha-mode": "all"}').replace('{"vhost": "/"', '{"vhost": "SECRET"'),
  `{"users": [{"name": "a", "password": "SECRET"}], "SECRET`,
]
/** What is a credential wherever it stands. */
const credentialTexts: readonly string[] = [
  user('"password": "SECRET"'),
  policyFile('{"ha-mode": "all"}').replace('kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR', 'SECRET'),
  `{"users": [{"name": "a", "password": "SECRET"`,
  policyFile('{"ha-mode": "all"}').replace(
    '"policies"',
    '"parameters": [{"component": "shovel", "name": "s", "vhost": "/", "value": {"src-uri": "amqp://u:SECRET@h"}}], "policies"',
  ),
]

const hook = (command: string): string =>
  cluster({ container: { lifecycle: { postStart: { exec: { command: ['sh', '-c', command] } } } } })
const policyCommand = `rabbitmqctl set_policy a . '{"ha-mode":"all"}'`
const helm = (more: string): string =>
  `replicaCount: 3\nimage: {tag: 3.13.7}\nplugins: rabbitmq_mqtt\nextraConfiguration: heartbeet = 1\n${more}`

/** Values of a chart in a Secret, written in both ways, that a HelmRelease names. */
function inValues(chart: string, version: string, values: string): readonly SecretCarrier[] {
  const release = `---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: rabbitmq, namespace: mq}\nspec:\n  chart: {spec: {chart: rabbitmq, version: ${version}, sourceRef: {kind: HelmRepository, name: ${chart}}}}\n  valuesFrom: [{kind: Secret, name: hidden}]\n`
  const [line = ''] = values.split('\n')
  return [
    {
      name: `values of ${chart} as data: ${line}`,
      files: one(secret => secretObject(`data: {values.yaml: ${btoa(fill(values, secret))}}\n`) + release),
    },
    {
      name: `values of ${chart} as stringData: ${line}`,
      files: one(
        secret =>
          secretObject(`stringData:\n  values.yaml: |\n${indent(fill(values, secret), 4)}\n`) + release,
      ),
    },
  ]
}
const bitnamiValues: readonly string[] = [
  ...confLines.map(text => `extraConfiguration: |\n  ${text}`),
  'advancedConfiguration: "[{rabbit, [{SECRET, 1}"',
  'auth: {username: SECRET, password: SECRET, erlangCookie: SECRET}',
  'auth: {securePassword: false, username: guest, password: SECRET}',
  'image: {tag: 3.13.7-SECRET}',
  'replicaCount: 3\nclustering: {partitionHandling: SECRET, addressType: SECRET}',
  'persistence: {size: SECRET}',
  'resources: {limits: {memory: SECRET}}',
  'memoryHighWatermark: {enabled: true, type: absolute, value: SECRET}',
  'extraEnvVars: [{name: RABBITMQ_VM_MEMORY_HIGH_WATERMARK, value: SECRET}, {name: RABBITMQ_NODENAME, value: SECRET}]',
  'lifecycleHooks: {postStart: {exec: {command: [rabbitmqctl, add_user, SECRET, SECRET]}}}',
  `lifecycleHooks: {postStart: {exec: {command: [rabbitmqctl, set_policy, a, SECRET, '{"ha-mode":"SECRET"}']}}}`,
  'podManagementPolicy: SECRET',
  'service: {type: SECRET}',
  ...credentialTexts.map(
    text =>
      `loadDefinition: {enabled: true, existingSecret: load}\nextraDeploy: [{apiVersion: v1, kind: ConfigMap, metadata: {name: load}, data: {load_definition.json: ${JSON.stringify(text)}}}]`,
  ),
]
const cloudPiratesValues: readonly string[] = [
  'definitions: {enabled: true, users: [{name: SECRET, password: SECRET, password_hash: SECRET, tags: ""}]}',
  'definitions: {enabled: true, vhosts: [{name: SECRET, default_queue_type: SECRET}], permissions: [{user: SECRET, vhost: SECRETx}]}',
  'definitions: {enabled: true, policies: [{name: a, vhost: SECRET, pattern: "(SECRET", definition: {ha-mode: SECRET, message-ttl: SECRET}}]}',
  'definitions: {enabled: true, exchanges: [{name: SECRET, vhost: SECRET, type: SECRET}], bindings: [{source: SECRET, vhost: SECRET, destination: SECRET, destination_type: queue}]}',
  'customScripts: {postStart: {enabled: true, command: [rabbitmqctl, change_password, SECRET, SECRET]}}',
]

export const carriers: readonly SecretCarrier[] = [
  ...bitnamiValues.flatMap(values => inValues('bitnami', '12.0.4', values)),
  ...cloudPiratesValues.flatMap(values => inValues('cloudpirates', '0.21.18', values)),
  ...confLines.flatMap(line =>
    inSecret(`a Secret's rabbitmq.conf: ${line}`, confPath, secret => fill(line, secret)),
  ),
  ...[
    '[{rabbit, [{default_pass, <<"SECRET">>}]}]',
    '[{rabbit, [{SECRET, 1}',
    '[{rabbit, [{vm_memory_high_watermark, "SECRET"}, {cluster_nodes, {[\'SECRET\'], disc}}]}].',
  ].flatMap(text =>
    inSecret("a Secret's advanced.config", '/etc/rabbitmq/advanced.config', secret => fill(text, secret)),
  ),
  ...definitionTexts
    .concat(credentialTexts)
    .flatMap(text => inSecret("a Secret's definitions", '/etc/rabbitmq/d.json', secret => fill(text, secret)))
    .map(({ name, files }, index) => ({
      name: `${name} ${index}`,
      files: (secret: string) => ({
        'rabbitmq.yaml': (files(secret)['rabbitmq.yaml'] ?? '').replace(
          '  rabbitmq.conf: |\n',
          '  rabbitmq.conf: |\n    load_definitions = /etc/rabbitmq/d.json\n',
        ),
      }),
    })),
  ...credentialTexts.map((text, index) => ({
    name: `credentials in definitions of a ConfigMap ${index}`,
    files: one(secret => cluster({ definitions: fill(text, secret) })),
  })),
  ...[
    'default_pass = SECRET',
    'default_pass = SECRET#1',
    'default_pass SECRET',
    'default_pass = "SECRET"',
    'ssl_options.password = SECRET',
  ].map(line => ({
    name: `rabbitmq.conf of a ConfigMap: ${line}`,
    files: one(secret => cluster({ conf: fill(line, secret) })),
  })),
  ...['RABBITMQ_DEFAULT_PASS', 'RABBITMQ_ERLANG_COOKIE', 'RABBITMQ_SSL_KEY_PASSWORD'].map(name => ({
    name: `variable ${name}`,
    files: one(secret => cluster({ env: { [name]: secret } })),
  })),
  ...[
    'RABBITMQ_NODENAME',
    'RABBITMQ_USE_LONGNAME',
    'RABBITMQ_ENABLED_PLUGINS',
    'K8S_SERVICE_NAME',
    'RABBITMQ_CONFIG_FILE',
  ].map(name => ({
    name: `variable ${name} of a Secret`,
    files: one(
      secret =>
        cluster({
          nodeName: null,
          longNames: null,
          env: { [name]: { secretKeyRef: { name: 'hidden', key: 'file' } } },
        }) + secretObject(`stringData: {file: ${secret}}\n`),
    ),
  })),
  {
    name: 'a document that cannot be read',
    files: one(
      secret => `apiVersion: v1\nkind: Secret\nmetadata: {name: rabbitmq}\nstringData:\n  a: "${secret}\n`,
    ),
  },
  {
    name: 'credentials in commands',
    files: one(secret =>
      hook(`rabbitmqctl add_user u ${secret}; curl -u u:${secret} -X PUT http://h/; ${policyCommand}`),
    ),
  },
  {
    name: 'additionalConfig',
    files: one(
      secret =>
        `apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: {name: a}\nspec:\n  rabbitmq:\n    additionalConfig: |\n      default_pass = ${secret}#\n      heartbeet = 1\n`,
    ),
  },
  {
    name: 'passwords among the values of a chart',
    files: one(secret => helm(`auth: {password: ${secret}, erlangCookie: ${secret}}\n`)),
  },
  ...definitionTexts.concat(credentialTexts).map((text, index) => ({
    name: `extraSecrets of a chart ${index}`,
    files: one(secret =>
      helm(
        `loadDefinition: {enabled: true, existingSecret: load}\nextraSecrets:\n  load:\n    load_definition.json: |\n${indent(fill(text, secret), 6)}\n`,
      ),
    ),
  })),
  ...['files: [file=secret.conf]', 'literals: ["file=no.such.key = SECRET"]', 'envs: [secret.env]'].map(
    source => ({
      name: `secretGenerator: ${source}`,
      files: (secret: string) => ({
        'kustomization.yaml': `resources: [rabbitmq.yaml]\nsecretGenerator:\n  - name: hidden\n    namespace: mq\n    ${fill(source, secret)}\n`,
        'rabbitmq.yaml': mounted(confPath, 'secret: {secretName: hidden}'),
        'secret.conf': `no.such.key = ${secret}\nheartbeat = ${secret}\n`,
        'secret.env': `file=no.such.key = ${secret}\n`,
      }),
    }),
  ),
]
