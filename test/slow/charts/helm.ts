import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { goTool } from '../../go-tool.ts'

/** The path of helm. */
export const helm = (): Promise<string> =>
  goTool({ name: 'helm', module: 'helm.sh/helm/v3', version: 'v3.18.4', path: 'cmd/helm' })

/** What a chart makes of values, as a release `rabbitmq` in the namespace `mq`. */
export async function rendered(chart: string, values: string): Promise<string> {
  const command = [
    'template',
    'rabbitmq',
    chart,
    '--namespace',
    'mq',
    '--kube-version',
    '1.33.0',
    '--values',
    '-',
  ]
  const running = promisify(execFile)(await helm(), command, { encoding: 'utf8' })
  running.child.stdin?.end(values)
  return (await running).stdout
}
