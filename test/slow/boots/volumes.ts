import type { BootRow } from '../../brokers/rows.ts'

/*
 * The home directory on a volume whose files a kubelet gives to a group, and a pod that is made again: each start comes after a
 * mount of its own.
 */
const opened = /must be accessible by owner only/
const discovery = `cluster_formation.peer_discovery_backend = classic_config
cluster_formation.classic_config.nodes.1 = rabbit@broker
`
const asked = /Configured peer discovery backend|virgin node -> run peer discovery/
const variable = { RABBITMQ_ERLANG_COOKIE: 'ONLYFORTESTS' }

export const boots: readonly BootRow[] = [
  { name: 'fsGroup, the first mount', node: { volume: { starts: 1 } }, boots: 'all' },
  { name: 'fsGroup, the second mount', node: { volume: { starts: 2 } }, boots: 'none', says: opened },
  {
    name: 'fsGroup with the variable for the cookie, the second mount',
    node: { volume: { starts: 2 }, env: variable },
    // Up to 3.8 the entry point of the image puts the mode right, which is not here.
    triedOn: '>=3.9',
    boots: 'none',
    says: opened,
    found: 'cookie-widened-by-fs-group',
  },
  {
    name: 'fsGroup where the top folder does not have it, the second mount',
    node: { volume: { starts: 2, fsGroupChangePolicy: 'OnRootMismatch' }, env: variable },
    boots: 'all',
  },
  {
    name: 'fsGroup and the cookie as an argument, the second mount',
    node: {
      volume: { starts: 2 },
      env: { RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-setcookie ONLYFORTESTS' },
    },
    boots: 'all',
  },
  {
    name: 'an empty data directory: peers are asked',
    node: { conf: discovery, env: { RABBITMQ_MNESIA_DIR: '/node/top' } },
    boots: 'all',
    saysThen: asked,
  },
  {
    name: 'lost+found in the data directory: no peer is asked',
    node: {
      conf: discovery,
      files: { 'top/lost+found/.keep': '' },
      env: { RABBITMQ_MNESIA_DIR: '/node/top' },
    },
    triedOn: '<=4.0',
    boots: 'all',
    saysThen: new RegExp(`^(?![^]*${asked.source})`),
  },
  {
    name: 'lost+found in the data directory: peers are asked all the same',
    node: {
      conf: discovery,
      files: { 'top/lost+found/.keep': '' },
      env: { RABBITMQ_MNESIA_DIR: '/node/top' },
    },
    triedOn: '>=4.3',
    boots: 'all',
    saysThen: asked,
  },
]
