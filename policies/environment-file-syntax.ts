import { commands } from '../model/formats/shell/shell.ts'
import { within } from '../model/kube/address.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const path = '/etc/rabbitmq/rabbitmq-env.conf'
const mounted = (text: string): string =>
  cluster({ data: { 'rabbitmq-env.conf': text }, mounts: { 'rabbitmq-env.conf': path } })

export default clusterRule({
  id: 'environment-file-syntax',
  group: 'configuration',
  title: '`rabbitmq-env.conf` is no shell script',
  worst: 'error',
  when: { since: 'ever' },
  needs: ['environmentFile'],
  rationale: `rabbitmq-env.conf is read by \`sh\`, as a script of assignments. What the shell cannot parse (a quote that is not closed, a bracket, \`if\` without \`fi\`)
ends the start script there and then: the container stops before the node writes a line of its log. So does \`NAME = value\`: with blanks, NAME is a command that there is not.`,
  sources: ['https://www.rabbitmq.com/docs/configure#customise-environment'],
  evidence: {
    kind: 'observed',
    where:
      'test/slow/boots.test.ts: environment: rabbitmq-env.conf that is no shell; test/slow/boots.test.ts: environment: rabbitmq-env.conf with blanks around the equals sign',
  },
  log: [
    {
      by: 'entrypoint',
      pattern: /[Ss]yntax error: (?<reason>\S.* unexpected|Unterminated quoted string|Missing '[^']+')/,
      sample: 'rabbitmq-server: 1: /etc/rabbitmq/rabbitmq-env.conf: Syntax error: "(" unexpected',
    },
    {
      by: 'entrypoint',
      pattern: /rabbitmq-env\.conf: (?<variable>\w+):? (?:command )?not found/,
      sample: 'rabbitmq-server: 1: /etc/rabbitmq/rabbitmq-env.conf: RABBITMQ_LOGS: not found',
    },
  ],
  example: () => ({
    bad: mounted('RABBITMQ_LOGS="-\n'),
    good: mounted('RABBITMQ_LOGS="-"\n'),
  }),
  check({ environmentFile: file }, tell) {
    if (file.unread !== undefined) return tell.gap(`${file.path} is ${file.unread}`)
    const mistake = mistakeIn(file.value)
    if (!mistake) return
    const line = file.value.slice(0, mistake.offset).split('\n').length
    tell.report({
      at: within(file.at, { as: 'conf' }, line),
      subject: 'syntax',
      message: `rabbitmq-env.conf, line ${line}: ${mistake.text}`,
      why: 'sh ends at once, and the container with it: the node is not even started',
      help: 'write assignments as sh reads them: NAME=value, or NAME="a value"',
      stopsBoot: true,
    })
  },
})

interface Mistake {
  readonly text: string
  readonly offset: number
}

/** What ends the shell: text that it cannot parse, or else a name with `=` or `:` behind it, which it takes for a command. */
function mistakeIn(script: string): Mistake | undefined {
  const { errors, commands: run } = commands(script)
  const [error] = errors
  if (error) return { text: error.message, offset: error.place.start }
  const missing = run.find(
    ({ word, args, conditional }) =>
      !conditional &&
      /^[A-Za-z_]\w*:?$/.test(word.value ?? '') &&
      (word.value?.endsWith(':') || args[0]?.value?.startsWith('=')) === true,
  )
  if (!missing) return undefined
  const { start } = missing.place
  const end = script.indexOf('\n', start)
  // What else is done where it fails may go on.
  if (script.slice(start, end < 0 ? undefined : end).includes('||')) return undefined
  const name = missing.word.value?.replace(':', '') ?? ''
  return { text: `${name} is taken for a command: blanks or a colon where = belongs`, offset: start }
}
