import type { Fix } from '../model/kube/fix.ts'
import { clusterRule } from '../model/rule/rule.ts'
import type { ConfFile, ConfProblem } from '../model/settings/config.ts'
import { cluster } from './sample.ts'

const alone = (conf: string): string =>
  cluster({
    data: { 'own.conf': `${conf}\n` },
    mounts: { 'own.conf': '/etc/rabbitmq/conf.d/95-own.conf' },
  })

export default clusterRule({
  id: 'conf-syntax',
  group: 'configuration',
  title: 'A line of rabbitmq.conf is not `key = value`',
  worst: 'error',
  needs: [],
  rationale: `rabbitmq.conf has one form of line, \`key = value\`, besides comments. YAML's colon, a missing value, Erlang terms and templates
that were not rendered stop the node from booting; the broker names the first such line only. A byte order mark at the start of the file
is refused too, up to the cuttlefish of 4.2.1.`,
  sources: ['https://www.rabbitmq.com/docs/configure#config-file-formats'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/conf-oracle.test.ts: whole files, and files one change away from good',
  },
  log: [
    {
      by: 'node',
      pattern: /Syntax error in (?<file>\S+) after line (?<line>\d+) column \d+, parsing incomplete/,
      sample:
        '[error]   - Syntax error in /etc/rabbitmq/rabbitmq.conf after line 7 column 1, parsing incomplete',
    },
    {
      by: 'node',
      pattern: /failed_to_parse_configuration_file/,
      sample: 'Error during startup: {error,failed_to_parse_configuration_file}',
    },
  ],
  example: () => ({
    bad: alone('heartbeat: 60'),
    good: alone('heartbeat = 60'),
  }),
  check({ cluster }, tell) {
    const { advanced } = cluster.workload.made.wording
    for (const file of tell.all(cluster.config.files)) {
      for (const [nth, [first, ...more]] of runs(file).entries()) {
        const others = more.length === 0 ? '' : ` (and ${more.length} more up to line ${more.at(-1)?.line})`
        tell.report({
          at: first.at,
          subject: String(nth),
          message: `${name(file)} line ${first.line}: ${first.reason}${others}`,
          why: 'the node does not boot: failed_to_parse_configuration_file',
          help: helpFor(first.mistake, advanced),
          stopsBoot: true,
          ...fixOf([first, ...more]),
        })
      }
    }
  },
})

const helpFor = (mistake: ConfProblem['mistake'], advanced: string): string =>
  ({
    form: `write every setting as 'key = value'; Erlang terms belong in ${advanced}`,
    character: `write the value in ASCII letters, or set it in ${advanced}`,
    'byte-order-mark': 'save the file without a byte order mark',
  })[mistake]

const name = ({ path }: ConfFile): string => path.slice(path.lastIndexOf('/') + 1)

type Run = readonly [ConfProblem, ...ConfProblem[]]
/** Broken lines without a good one between them: one mistake, such as a whole file in another format. */
function runs({ errors, settings }: ConfFile): readonly Run[] {
  const result: [ConfProblem, ...ConfProblem[]][] = []
  for (const error of errors) {
    const run = result.at(-1)
    const last = run?.at(-1)?.line ?? 0
    if (run && !settings.some(({ line }) => line > last && line < error.line)) run.push(error)
    else result.push([error])
  }
  return result
}

function fixOf(run: Run): { fix?: Fix } {
  const edits = run.flatMap(({ at, mended }) =>
    mended === undefined ? [] : [{ op: 'set' as const, at, value: mended }],
  )
  return edits.length === run.length ? { fix: { title: "write 'key = value'", safety: 'safe', edits } } : {}
}
