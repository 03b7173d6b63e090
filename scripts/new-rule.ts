import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/*
 * Starts a rule: `npm run new-rule <id>` writes the rule and its rows, and adds it to the list.
 */
const id = process.argv[2] ?? ''
if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id)) {
  console.error('usage: npm run new-rule <id>   (kebab-case, names the defect: service-not-headless)')
  process.exit(2)
}
if (existsSync(`policies/${id}.ts`)) {
  console.error(`policies/${id}.ts is there already`)
  process.exit(2)
}

/** Runs as it is, so that the first `npm run rule` passes; every word in it is to be replaced. */
const rule = `import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: '${id}',
  group: 'recovery',
  title: 'State the defect in one line, without a full stop',
  worst: 'warning',
  needs: ['replicas'],
  rationale: \`Say what breaks, and when.\`,
  sources: ['https://www.rabbitmq.com/docs'],
  evidence: { kind: 'docs', where: 'name the page, the file and its tag, or the test that observed it' },
  example: () => ({
    bad: cluster({ replicas: 7 }),
    good: cluster(),
  }),
  check({ replicas, cluster }, tell) {
    if (replicas.value !== 7) return
    tell.report({
      at: replicas.at,
      message: \`state what was found: \${cluster.workload.object.name} has \${replicas.value} replicas\`,
      why: 'say what will happen on this release',
      help: 'say what to do',
    })
  },
})
`
const rows = `import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

export default rows({
  valid: [{ name: 'describe what is silent', manifests: cluster() }],
  invalid: [{ name: 'describe what is found', manifests: cluster({ replicas: 7 }), findings: [{ severity: 'warning', text: '7' }] }],
})
`
writeFileSync(`policies/${id}.ts`, rule)
writeFileSync(`test/policies/${id}.ts`, rows)
writeFileSync('policies/index.ts', withRule(readFileSync('policies/index.ts', 'utf8')))
console.log(`policies/${id}.ts          the rule
test/policies/${id}.ts     its rows: write them first
npm run rule ${id}         runs them and shows the page
npm run fix                formats
npm run docs               writes docs/rules/${id}.md

The table "question -> model call" in CONTRIBUTING.md says what the model answers.`)

/** The list with the rule in its place, in the order of ids. */
function withRule(index: string): string {
  const name = id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const ids = [...index.matchAll(/from '\.\/(.*)\.ts'/g)].map(([, known = '']) => known)
  const next = [...ids, id].sort()
  const after = next[next.indexOf(id) - 1]
  const afterName = after?.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const isBefore = (line: string): boolean => line === `import ${afterName} from './${after}.ts'`
  return index
    .split('\n')
    .flatMap(line => {
      if (isBefore(line)) return [line, `import ${name} from './${id}.ts'`]
      return line === `  ${afterName},` ? [line, `  ${name},`] : [line]
    })
    .join('\n')
}
