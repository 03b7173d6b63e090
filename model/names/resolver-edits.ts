import type { Broker } from '../broker/broker.ts'
import type { RunScript } from '../broker/run-scripts.ts'
import type { ShellCommand } from '../formats/shell/shell.ts'
import { listOf } from '../kube/json.ts'
import { ifSeen, type Seen } from '../kube/lookup.ts'

const resolverFile = /^\/etc\/(?:resolv\.conf|hosts)$/

/** The file by which a command changes how names are found: `echo search x >> /etc/resolv.conf`. Undefined for all others. */
export function editedResolver({ name, args, redirects }: ShellCommand): string | undefined {
  const written = redirects
    .filter(({ operator }) => operator.includes('>'))
    .map(({ target }) => target?.value)
  const changed = editors.has(name) ? args.map(({ value }) => value) : []
  return [...written, ...changed].find(path => path !== undefined && resolverFile.test(path))
}
const editors: ReadonlySet<string> = new Set(['tee', 'sed', 'cp', 'mv'])

/** Whether the pods find names in a way of their own: by entries that somebody wrote. */
export const hasOwnResolver = (broker: Broker, scripts: Seen<RunScript>): boolean =>
  listOf(broker.workload.template.spec.hostAliases).length > 0 ||
  ifSeen(scripts).some(({ commands }) => commands.some(command => editedResolver(command) !== undefined))
