import { argumentCount } from '../facts/command-arguments.ts'
import { tools } from '../facts/commands.ts'
import { failureOf, placeInScript } from '../model/broker/run-scripts.ts'
import { type BrokerCommand, brokerCommands } from '../model/formats/commands/rabbitmqctl.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const stopping = (command: string): string =>
  cluster({ container: { lifecycle: { preStop: { exec: { command: ['sh', '-c', command] } } } } })
/** Dashes that text processors put in the place of a hyphen. */
const dash = /^[‐‑‒–—−]/

const placeholder = /\{\{|\}\}|\$\{/

export default clusterRule({
  id: 'command-invalid',
  group: 'promotion',
  title: 'A script calls a command in a way that it refuses',
  worst: 'error',
  single: 'info',
  needs: [],
  rationale: `Text that went through a web page or a text processor has dashes (\`–offline\`) where an option has hyphens: the tool takes the word
for an argument, which is one too many, and ends with exit code 64. So it does with the wrong number of arguments. Where the script tolerates the failure (\`|| true\`), nothing
is said.`,
  sources: ['https://www.rabbitmq.com/docs/cli'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/running-nodes.test.ts: commands: a dash that is no hyphen',
  },
  log: [
    {
      by: 'command',
      pattern: /Error \(argument validation\): (?<reason>(?:too many|not enough) arguments)/,
      sample: 'Error (argument validation): too many arguments.',
    },
  ],
  example: () => ({
    bad: stopping('rabbitmq-upgrade await_online_quorum_plus_one –t 300'),
    good: stopping('rabbitmq-upgrade await_online_quorum_plus_one -t 300'),
  }),
  check({ cluster }, tell) {
    for (const script of tell.all(cluster.scripts)) {
      for (const command of brokerCommands(script.commands)) {
        const fault = command.tolerated ? undefined : faultOf(command)
        if (fault === undefined) continue
        const { tool, verb, place } = command
        tell.report({
          at: placeInScript(script, place),
          subject: `${tool} ${verb}`,
          message: `${tool} ${verb}: ${fault.what}`,
          why: `the tool refuses it; ${failureOf[script.role]}`,
          help: fault.help,
          stopsBoot: script.role === 'post-start',
        })
      }
    }
  },
})

interface Fault {
  readonly what: string
  readonly help: string
}
function faultOf({ tool, verb, args }: BrokerCommand): Fault | undefined {
  if (!tools.includes(tool)) return undefined
  const typed = args.find(({ text }) => dash.test(text))
  const count = argumentCount(verb)
  if (typed !== undefined && count !== undefined && args.length > count.most) {
    const option = typed.text.replace(dash, typed.text.length > 2 ? '--' : '-')
    return { what: `${typed.text} begins with a dash that is no hyphen`, help: `write ${option}` }
  }
  // A word that is not known, or to be filled in first, may turn out to be several, or none.
  if (count === undefined || args.some(({ value, text }) => value === undefined || placeholder.test(text)))
    return undefined
  const { least, most } = count
  if (args.length >= least && args.length <= most) return undefined
  const wanted =
    most === 0
      ? 'no arguments'
      : `${least === most ? most : `${least} or ${most}`} ${most === 1 ? 'argument' : 'arguments'}`
  return { what: `it takes ${wanted}, and is given ${args.length}`, help: `give it ${wanted}` }
}
