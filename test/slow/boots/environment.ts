import type { BootRow } from '../../brokers/rows.ts'

const longName = 'rabbit@srv-0.hl.ns.svc.cluster.local'

export const boots: readonly BootRow[] = [
  {
    name: 'a full host name with long names',
    node: { env: { RABBITMQ_NODENAME: longName, RABBITMQ_USE_LONGNAME: 'true' } },
    boots: 'all',
  },
  {
    name: 'a full host name with short names',
    node: { env: { RABBITMQ_NODENAME: longName } },
    boots: 'none',
    says: /Can't set short node name|\[\['rabbit@srv-0[^']*',shortnames\]/,
    found: 'long-names-off',
  },
  {
    name: 'a short host name with long names',
    node: { env: { RABBITMQ_USE_LONGNAME: 'true' } },
    boots: 'all',
  },
  {
    name: 'the variable of a Service called rabbitmq-node',
    node: { env: { RABBITMQ_NODE_PORT: 'tcp://10.96.0.17:5672' } },
    boots: 'none',
    says: /Invalid value for \$RABBITMQ_NODE_PORT/,
  },
  {
    name: 'the variable of a Service called node',
    node: { env: { NODE_PORT: 'tcp://10.96.0.17:5672' } },
    boots: 'none',
    says: /Invalid value for \$RABBITMQ_NODE_PORT/,
  },
  {
    name: 'a cookie that others can read',
    node: { cookie: { text: 'ONLYFORTESTS', mode: 0o644 } },
    boots: 'none',
    says: /must be accessible by owner only/,
    found: 'cookie-file-mode',
  },
  {
    name: 'an empty cookie',
    node: { cookie: { text: '', mode: 0o400 } },
    boots: 'none',
    says: /Too short cookie string/,
  },
  {
    name: 'a cookie with a line end',
    node: { cookie: { text: 'ONLYFORTESTS\n', mode: 0o600 } },
    boots: 'all',
  },
  {
    name: 'rabbitmq-env.conf that is no shell',
    node: { files: { 'rabbitmq-env.conf': 'this is not shell (\n' } },
    boots: 'none',
    says: /Syntax error: "\(" unexpected/,
    code: 2,
    found: 'environment-file-syntax',
  },
  {
    name: 'rabbitmq-env.conf with blanks around the equals sign',
    node: { files: { 'rabbitmq-env.conf': 'RABBITMQ_LOGS = -\n' } },
    boots: 'none',
    says: /RABBITMQ_LOGS: not found/,
    code: 127,
    found: 'environment-file-syntax',
  },
]
