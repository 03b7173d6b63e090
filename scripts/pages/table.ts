import type { Rule } from '../../model/rule/rule.ts'
import { releases } from './page.ts'

const intro = `# Rules

A page says what breaks and why, how an example differs where the rule fires, what is printed then, and what the fix makes of it.
\`warrener explain RULE\` shows it. To ignore a finding: on the object \`warrener.dev/ignore: "RULE=why it is fine here"\`; for all
objects in \`.warrener.yaml\` \`rules: { RULE: off }\`.
`

/** The table of all rules, as Markdown. */
export const ruleTable = (rules: readonly Rule[]): string =>
  [
    intro,
    '| rule | worst | group | RabbitMQ | what it finds |',
    '|---|---|---|---|---|',
    ...rules.map(row),
    '',
  ].join('\n')

const row = (rule: Rule): string =>
  `| [${rule.id}](${rule.id}.md) | ${rule.worst} | ${rule.group} | ${releases(rule)} | ${rule.title} |`
