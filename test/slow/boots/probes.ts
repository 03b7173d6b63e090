import type { BootRow } from '../../brokers/rows.ts'

/** What the management plugin answers a kubelet, which says nothing of who it is. */
const asked = (path: string, status: number, triedOn: string): BootRow => ({
  name: `${path} of whom nobody knows is ${status}`,
  node: { enabledPlugins: '[rabbitmq_management].\n' },
  boots: 'all',
  triedOn,
  ctl: [
    'eval',
    `{ok, S} = gen_tcp:connect("127.0.0.1", 15672, [binary, {active, false}]), ok = gen_tcp:send(S, "GET ${path} HTTP/1.0\\r\\n\\r\\n"), {ok, Line} = gen_tcp:recv(S, 12), Line.`,
  ],
  answers: new RegExp(`HTTP/1.. ${status}`),
})

export const boots: readonly BootRow[] = [
  asked('/', 200, 'all'),
  asked('/api/healthchecks/node', 401, 'all'),
  asked('/api/overview', 401, 'all'),
  asked('/api/health/checks/local-alarms', 401, '>=3.8.10'),
  asked('/api/health/checks/is-in-service', 200, '>=4.1.1'),
  asked('/api/health/checks/no-such-check', 404, 'all'),
]
