import { importStopsBoot, seedsDefaults } from '../facts/definitions-import.ts'
import type { Stand } from '../facts/metadata-store.ts'
import type { DefinitionProblem } from '../model/messaging/definition-problem.ts'
import { definitionProblems } from '../model/messaging/definition-problems.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const file = (vhosts: string): string => `{
  "users": [{"name": "admin", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "tags": "administrator"}],${vhosts}
  "queues": [{"vhost": "/", "name": "created", "durable": true, "auto_delete": false, "arguments": {}}]
}`

export default clusterRule({
  id: 'definitions-invalid',
  group: 'promotion',
  title: 'A definitions file that is loaded at boot cannot be imported, or only in part',
  worst: 'error',
  single: 'info',
  needs: [],
  rationale: `The import ends at the first thing that is wrong: text that is no JSON, a user without tags or with a hash that is not base64, an exchange of a type whose
plugin is off, anything in a virtual host or of a user that the file does not make. The node then does not boot. 3.9.4 to 3.9.29, 3.10.0 to 3.10.11 and
3.11.0 to 3.11.3 drop the error of \`load_definitions\`: the node boots without the rest, and says nothing; so it does everywhere with
\`definitions.skip_if_unchanged\`. How strictly JSON is read
depends on the release: comments and commas behind the last item are taken up to 3.10, a byte order mark from 4.2.5 on. Misspelt
lists are not read. A binding of a queue that is not there is left out, and from 3.13.6 on ends the import too.`,
  sources: ['https://www.rabbitmq.com/docs/definitions#import-on-boot'],
  evidence: { kind: 'observed', where: 'test/slow/boots.test.ts: definitions: no JSON' },
  log: [
    { by: 'node', pattern: /\{error,(?<reason>not_json)\}/, sample: 'BOOT FAILED {error,not_json}' },
    {
      by: 'node',
      pattern: /Please create virtual host \\?"(?<vhost>[^"\\]+)\\?" prior to importing definitions/,
      sample: 'Please create virtual host "/" prior to importing definitions.',
    },
    {
      by: 'node',
      pattern: /Failed to set permissions for (?:user )?'(?<user>[^']+)': the user does not exist/,
      sample: "Failed to set permissions for user 'ghost': the user does not exist",
    },
    {
      by: 'node',
      pattern: /\{no_such_vhost,<<"(?<vhost>[^"]+)">>\}/,
      sample: 'Error during startup: {error,{no_such_vhost,<<"absent">>}}',
    },
    {
      by: 'node',
      pattern: /(?<reason>resources_missing),\[\{not_found,\{resource,<<\\?"(?<vhost>[^"\\]+)/,
      sample:
        'Error during startup: {error,<<"{resources_missing,[{not_found,{resource,<<\\"/\\">>,queue,<<\\"amq.gen-1\\">>}}]}">>}',
    },
    {
      by: 'node',
      pattern: /(?<reason>(?:unknown|invalid) exchange type '(?<value>[^']+)')/,
      sample: "precondition_failed: unknown exchange type 'x-delayed-message'",
    },
    {
      by: 'node',
      pattern:
        /precondition_failed: invalid arg '(?<key>[^']+)' for queue '(?<queue>[^']+)' in vhost '(?<vhost>[^']+)'/,
      sample:
        "precondition_failed: invalid arg 'x-queue-type' for queue 'q1' in vhost '/': unsupported queue type 'mirrored'",
    },
  ],
  example: () => ({
    bad: cluster({ definitions: file('') }),
    good: cluster({ definitions: file('\n  "vhosts": [{"name": "/"}],') }),
  }),
  check({ cluster, release }, tell) {
    tell.all(cluster.definitions)
    const problems = definitionProblems(cluster.definitions, cluster.plugins, release)
    const first = new Map(problems.toReversed().map(problem => [problem.message, problem]))
    for (const problem of problems.filter(problem => first.get(problem.message) === problem))
      tell.report(draftOf(problem, release))
  },
})

function draftOf(
  { in: file, at, effect, message, help, edits, subject }: DefinitionProblem,
  release: Stand,
): Draft {
  const stopsBoot = effect === 'refused' && importStopsBoot(file.importedBy, release)
  const path = file.file.path
  return {
    at,
    severity: effect === 'refused' || effect === 'empty' ? 'error' : 'warning',
    message: `${path.slice(path.lastIndexOf('/') + 1)} ${message}`,
    why: stopsBoot ? 'the import fails, and with it the boot' : effects[effect](release),
    help,
    stopsBoot,
    // Whoever was to log in may be in what is left out.
    evenAlone: effect === 'no-login' || effect === 'empty' || effect === 'refused',
    ...(subject === undefined ? {} : { subject }),
    ...(edits ? { fix: { title: help, safety: 'safe', edits } } : {}),
  }
}

const effects: Readonly<Record<DefinitionProblem['effect'], (release: Stand) => string>> = {
  refused: release =>
    `the import ends there: ${release.called} boots without the rest of the file, and says nothing`,
  'left-out': () => 'the node boots without it, and says nothing',
  skipped: () => 'the import passes over it, with a warning in the log',
  ignored: () => 'the import passes over it, and says nothing',
  empty: release =>
    seedsDefaults(release)
      ? 'the node boots, and nothing of the file is imported'
      : 'the node boots, nothing of the file is imported, and a new node makes no user and no virtual host of its own either',
  'no-login': () => 'the import takes it, and no password will ever fit',
}
