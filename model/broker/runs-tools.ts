import { commandsOfArray } from '../formats/shell/shell.ts'
import { argvOf, type Container } from '../pods/container.ts'

/**
 * Whether all that a container runs are tools that ask a broker or wait, as in a Pod for debugging or a script that
 * watches queues: then no node starts in it, whatever its image holds. Not so where one command is not known.
 */
export function runsOnlyTools(container: Container): boolean {
  const argv = argvOf(container)
  if (argv.length === 0) return false
  const { commands, errors } = commandsOfArray(argv)
  return errors.length === 0 && commands.length > 0 && commands.every(({ name }) => tools.has(name))
}

/** None of them starts a node; what `trap` is given runs at the end. */
const tools: ReadonlySet<string> = new Set(
  (
    'rabbitmqadmin rabbitmqctl rabbitmq-diagnostics rabbitmq-queues rabbitmq-streams rabbitmq-upgrade ' +
    'curl wget nc sleep tail cat echo printf date grep true false test [ : exit set trap wait break continue'
  ).split(' '),
)
