/*
 * Which plugin listens where, if nobody moves it.
 * Source: the defaults of the plugins at v4.3.5: deps/rabbitmq_management/src/rabbit_mgmt_app.erl, deps/rabbitmq_prometheus/src/rabbit_prometheus_app.erl,
 * and the `PROJECT_ENV` of deps/rabbitmq_{mqtt,stomp,stream,web_mqtt,web_stomp}/Makefile.
 */
const listeners: ReadonlyMap<number, string> = new Map([
  [15672, 'rabbitmq_management'],
  [15671, 'rabbitmq_management'],
  [15692, 'rabbitmq_prometheus'],
  [15691, 'rabbitmq_prometheus'],
  [1883, 'rabbitmq_mqtt'],
  [8883, 'rabbitmq_mqtt'],
  [61613, 'rabbitmq_stomp'],
  [61614, 'rabbitmq_stomp'],
  [5552, 'rabbitmq_stream'],
  [5551, 'rabbitmq_stream'],
  [15674, 'rabbitmq_web_stomp'],
  [15675, 'rabbitmq_web_mqtt'],
])

/** The plugin that listens on a port by itself; undefined for ports of the server, and for all others. */
export const listeningPlugin = (port: number): string | undefined => listeners.get(port)

/** Paths of the HTTP API that anybody may ask. Source: the handlers at v4.3.5 without `is_authorized`, in rabbit_mgmt_dispatcher.erl. */
const open =
  /^\/api\/(?:index\.html|auth|login|version|health\/checks\/(?:is-in-service|below-node-connection-limit|ready-to-serve-clients|reached-target-cluster-size))?\/?$/

/** Whether the management plugin asks who it is that asks for a path. */
export const needsCredentials = (path: string): boolean => {
  const [plain = ''] = path.split('?')
  return plain.startsWith('/api/') && !open.test(plain)
}
