import type { Broker } from '../broker/broker.ts'
import { placeInScript, type RunScript } from '../broker/run-scripts.ts'
import { brokerCommands } from '../formats/commands/rabbitmqctl.ts'
import type { ShellPlace } from '../formats/shell/shell.ts'
import type { Located } from '../kube/address.ts'
import { ifFound, ifSeen, type Seen, someOf, whyOpen } from '../kube/lookup.ts'
import { plainText } from '../pods/symbolic-text.ts'

const variable = 'RABBITMQ_FORCE_BOOT'

/**
 * What has a node start without its peers, whenever it starts. The value says what that is.
 * Sources: bitnami/containers, bitnami/rabbitmq, librabbitmq.sh: RABBITMQ_FORCE_BOOT; rabbit_mnesia.erl@v3.13.7,
 * force_load_filename/0: a file `force_load` in the data directory does the same as the command.
 */
export function forcedBoots(broker: Broker, scripts: Seen<RunScript>): Seen<Located<string>> {
  const { environment, image, workload } = broker
  const made = workload.made.forcesBoot
  const told = image.flavour === 'bitnami' ? ifFound(environment.get(variable)) : undefined
  return someOf(
    [
      ...(made === undefined ? [] : [{ value: 'clustering.forceBoot', at: made }]),
      ...(told && /^(?:yes|true|1)$/i.test(plainText(told.text) ?? '')
        ? [{ value: variable, at: told.at }]
        : []),
      ...ifSeen(scripts).flatMap(script =>
        atStart.has(script.role)
          ? placesOf(script).map(({ value, place }) => ({ value, at: placeInScript(script, place) }))
          : [],
      ),
    ],
    whyOpen(scripts),
  )
}

const atStart: ReadonlySet<string> = new Set(['post-start', 'container', 'init'])

/** Where a script calls the command, or makes the file that it makes. */
const placesOf = ({
  commands,
}: RunScript): readonly { readonly value: string; readonly place: ShellPlace }[] => [
  ...brokerCommands(commands).flatMap(({ tool, verb, place }) =>
    tool === 'rabbitmqctl' && verb === 'force_boot' ? [{ value: 'rabbitmqctl force_boot', place }] : [],
  ),
  ...commands.flatMap(({ name, args, redirects, place }) => {
    const written = redirects.filter(({ operator }) => operator.includes('>')).map(({ target }) => target)
    const made = [...(name === 'touch' ? args : []), ...written]
    return made.some(word => /\/force_load["']?$/.test(word?.text ?? ''))
      ? [{ value: 'force_load', place }]
      : []
  }),
]
