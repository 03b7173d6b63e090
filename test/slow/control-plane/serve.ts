import { docsUrl } from '../../../lint/docs-url.ts'
import { rules } from '../../../policies/index.ts'
import { serve, serveOptions, untilStopped } from '../../../webhook/main.ts'

/** The webhook as a process of its own: node serve.ts HOST PORT CERTIFICATE KEY KUBECONFIG. */
const [host = '', port = '', tlsCert = '', tlsKey = '', kubeconfig = ''] = process.argv.slice(2)
const write = (line: string): void => void process.stderr.write(line)
const around = { env: {}, rules, docs: docsUrl, write }
const options = serveOptions({ port, tls: true, tlsCert, tlsKey, cluster: true, kubeconfig }, {}, around)
await untilStopped(await serve({ ...options, host, drainMs: 0 }))
