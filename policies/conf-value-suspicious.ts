import { type Doubt, doubtful } from '../facts/conf/doubtful.ts'
import { confSchema } from '../facts/conf/index.ts'
import type { Release } from '../facts/release.ts'
import { confDialect } from '../model/formats/conf/conf.ts'
import { clusterRule } from '../model/rule/rule.ts'
import type { Severity } from '../model/rule/severity.ts'
import type { Setting } from '../model/settings/config.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'conf-value-suspicious',
  group: 'configuration',
  title: 'rabbitmq.conf gives a key a value that means something else than it seems to',
  worst: 'error',
  when: { releaseData: true },
  needs: [],
  rationale: `The node boots, and does not do what the line says. A \`#\` in a password begins a comment, unless the value stands in single
quotes (3.13.7 and later). Double quotes are part of the value; around the
name of a file they stop the boot. \`\${NAME}\` is literal text; a variable is written \`$(NAME)\`. An amount
with a unit that the release cannot read (\`2Gi\` before 3.13, \`1.5GB\`) is dropped for the default, 0.4 of the machine's memory. Some
words are only looked up when they are needed: a queue type or a locator that does not exist.`,
  sources: ['https://www.rabbitmq.com/docs/configure#config-file', 'https://www.rabbitmq.com/docs/memory'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: configuration: a file name in quotes',
  },
  // Of files whose names have quotes; any other value the broker takes as it is written.
  log: [
    {
      by: 'node',
      pattern: /(?<![\w.])(?<key>[\w.]+) invalid, (?<reason>(?:PEM )?file does(?: not|n't) exist)/,
      sample: "[error]   - ssl_options.cacertfile invalid, file doesn't exist or isn't readable",
    },
  ],
  example: () => ({
    bad: cluster({ conf: 'default_pass = abc#def' }),
    good: cluster({ conf: "default_pass = 'abc#def'" }),
    also: ['credentials-in-plain-text'],
  }),
  check({ cluster, release }, tell) {
    for (const setting of tell.all(cluster.config.matching(''))) {
      if (setting.generated || confSchema(release).judge(setting.key, setting.value).verdict !== 'ok')
        continue
      const doubt =
        writing(setting, release) ??
        doubtful(
          setting.key,
          setting.value,
          release,
          setting.sensitive ? 'the value' : undefined,
          isAmount(setting) && tell.know(cluster.limits.total) !== undefined,
        )
      if (!doubt) continue
      const { what, ...rest } = doubt
      tell.report({ at: setting.at, severity: 'warning', message: `${setting.key}: ${what}`, ...rest })
    }
  },
})

const isAmount = ({ key }: Setting): boolean => key === 'vm_memory_high_watermark.absolute'

/** What the way it is written does to a value. Nothing here shows the value: it may be a password. */
function writing(
  { key, value, cut }: Setting,
  release: Release,
): (Doubt & { readonly severity?: Severity; readonly stopsBoot?: boolean }) | undefined {
  const { singleQuotes } = confDialect(release)
  if (cut && isText(key, release))
    return {
      what: "a '#' directly behind the value begins a comment",
      why: 'the value ends before the #: a password is not the one that was meant',
      help: singleQuotes
        ? 'put the value in single quotes'
        : 'choose a value without #: this release has no quotes',
    }
  if (/^".*"$/.test(value) || (!singleQuotes && /^'.*'$/.test(value))) {
    const quoted = { what: 'the quotes are part of the value', help: 'remove the quotes' }
    return confSchema(release).find(key)?.names === 'file'
      ? {
          ...quoted,
          why: 'the node does not boot: it looks for a file whose name has the quotes',
          severity: 'error',
          stopsBoot: true,
        }
      : { ...quoted, why: 'the broker takes the value with its quotes' }
  }
  // Patterns of LDAP have variables that the broker fills in: `${username}`.
  if (/\$\{[A-Za-z_]\w*\}/.test(value) && !key.startsWith('auth_ldap.'))
    return {
      what: 'a variable in braces is not expanded',
      why: 'the broker takes the text as it stands, dollar sign included',
      help: 'write $(NAME) for a variable of the container (3.8.13 and later)',
    }
  return undefined
}

/** Whether a key takes any text, so that `#` could belong to it. */
const isText = (key: string, release: Release): boolean =>
  confSchema(release)
    .find(key)
    ?.types.some(({ kind }) => kind === 'string' || kind === 'binary' || kind.startsWith('tagged')) ?? false
