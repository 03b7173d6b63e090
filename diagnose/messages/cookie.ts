import type { Message } from '../message.ts'

/** The Erlang cookie, by which nodes and tools know each other. */
export const cookie: readonly Message[] = [
  {
    id: 'cookie-open',
    pattern: /Cookie file (?<file>\S+) must be accessible by owner only/,
    says: 'others than its owner may read {file}',
    why: 'the node does not start: Erlang takes no such cookie. A Secret or an fsGroup opens files to the group',
    help: 'let an init container copy the cookie to a volume with mode 0600, or set RABBITMQ_ERLANG_COOKIE where the image still takes it',
    proves: true,
    rules: ['cookie-file-mode', 'cookie-widened-by-fs-group'],
  },
  {
    id: 'cookie-unreadable',
    pattern: /Error when reading (?<file>\S+\.erlang\.cookie): (?<reason>\w+)/,
    says: '{file} cannot be read: {reason}',
    why: 'the node does not start',
    help: 'the file has to belong to the user that the container runs as, with mode 0600 or 0400',
    proves: true,
  },
  {
    id: 'cookie-read-only',
    pattern: /chown: (?:changing ownership of )?'?(?<file>[^\s':]+\.erlang\.cookie)'?: Read-only file system/,
    says: 'the entrypoint has to own {file}, which is mounted read-only',
    why: 'the container ends before the node starts',
    help: 'let an init container copy the cookie to a volume that can be written, with mode 0600',
    proves: true,
  },
  {
    id: 'cookie-empty',
    pattern: /Too short cookie string/,
    says: 'the file of the Erlang cookie is empty',
    why: 'the node does not start',
    help: 'see that the Secret has the key that is mounted as the cookie, and that it holds a text',
    proves: true,
    rules: [],
    sample: 'Too short cookie string',
    source: 'seen on 3.10.8',
  },
  {
    id: 'cookies-differ',
    pattern:
      /Connection attempt from node (?<node>\S+) rejected\. Invalid challenge reply|Authentication failed \(rejected by the (?:remote|local) node\), please check the Erlang cookie/,
    says: 'two nodes, or a node and a tool, have different Erlang cookies',
    why: 'they do not talk: nodes do not form one cluster, probes and hooks that run a tool fail',
    help: 'give all pods the cookie of one Secret; a node that made its own keeps it on its volume, beside the data, until the file is replaced',
    proves: true,
  },
]
