import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Judgement } from '../../action/judge.ts'
import type { Links } from '../../action/links.ts'
import { pageOf } from '../../action/show.ts'
import { mostSummaryBytes } from '../../action/summary/written.ts'
import { verdictOf } from '../../action/verdict.ts'
import { reviewFiles } from '../../index.ts'
import { repository } from '../../lint/docs-url.ts'
import { withFindings } from '../../lint/make-report.ts'
import { cluster } from '../../policies/sample.ts'

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

/** What a pull request of the example does: it takes a Service's headlessness away, mends a value, and leaves the storage. */
const before = { 'shop/rabbitmq.yaml': cluster({ storage: 'emptyDir', conf: 'log.console = yes' }) }
const after = {
  'shop/rabbitmq.yaml': cluster({
    storage: 'emptyDir',
    service: { clusterIP: '10.96.0.10' },
    conf: 'disk_free_limit.absolut = 5GB',
  }),
  'billing/rabbitmq.yaml': cluster({
    namespace: 'billing',
    conf: 'vm_memory_high_watermark.relative = 60%',
  }).replaceAll('.mq.svc', '.billing.svc'),
}

/** How the Action is used, its inputs and outputs as action.yml has them, and a summary as it writes it. */
export async function actionPage(): Promise<string> {
  const { inputs, outputs } = parse(readFileSync('action.yml', 'utf8')) as ActionFile
  return [
    intro,
    '## Inputs\n',
    '| input | default | |',
    '|---|---|---|',
    ...Object.entries(inputs).map(
      ([name, { description, default: usual }]) =>
        `| \`${name}\` | ${usual === '' ? '' : `\`${usual}\``} | ${cell(description)} |`,
    ),
    '\n## Outputs\n',
    '| output | |',
    '|---|---|',
    ...Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`),
    '\n## A summary\n',
    'Of a pull request that makes a Service no longer headless, misspells a key, mends a value, and adds a cluster:\n',
    '![The summary as GitHub shows it](action-summary.png)\n',
    'The same as text, without the links to the lines of a repository:\n',
    '---\n',
    await sampleSummary(),
  ].join('\n')
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The summary of the example, with links that lead nowhere. */
export async function sampleSummary(): Promise<string> {
  const [was, is] = [before, after].map(files =>
    Object.entries(files).map(([name, text]) => ({ name, text })),
  )
  const review = reviewFiles(was ?? [], is ?? [])
  const judgement: Judgement = {
    ...{ review, failing: review.introduced, wish: 'caused', options: {} },
    report: withFindings(review.report, [...review.introduced, ...review.newlyVisible]),
    commits: { head: undefined, base: undefined, judged: undefined, differing: new Set() },
  }
  const args = { requireCluster: true, allowEmpty: false }
  const texts = new Map(Object.entries(after))
  const links: Links = { path: file => file, line: () => undefined }
  const gathered = { files: is ?? [], context: [], named: [], complete: true, unread: [], paths: new Map() }
  const shown = {
    ...{ judgement, links, gathered },
    verdict: verdictOf(judgement, 'error', args, false),
    text: (file: string) => texts.get(file),
  }
  return await pageOf(shown, mostSummaryBytes)
}

const intro = `# The Action

It lints the checkout, marks what it finds in the files, writes a summary, and on a pull request fails on the errors that the pull request causes:
also in files that it did not touch, and by what only a comparison shows, such as a deleted Service or a scale-down. A cluster that goes is
named, and is no failure by itself. Made by \`npm run docs\`.

\`\`\`yaml
name: rabbitmq
on:
  pull_request:
permissions:
  contents: read
jobs:
  warrener:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1
        with:
          fetch-depth: 2
          persist-credentials: false
      - uses: ${repository.replace('https://github.com/', '')}@main # pin the commit of a release: uses: …@<commit> # vX.Y.Z
\`\`\`

It is one file of JavaScript, which downloads nothing. Git is all that it starts.

| it can | where | needs |
|---|---|---|
| mark findings, write the summary, fail | always | \`contents: read\` |
| compare a pull request with its base | the base from the checkout with \`fetch-depth: 2\`; else from GitHub, up to 300 changed files; else everything is reported, with a notice | \`contents: read\` |
| hand its findings to code scanning | \`sarif-upload: true\` | \`security-events: write\`; in a private repository code scanning switched on |
| keep a comment on the pull request | \`comment: true\` | \`pull-requests: write\` |
| suggest its safe fixes on the lines that a pull request shows | \`suggestions: true\` | \`pull-requests: write\` |

A permission that is missing is a notice that names it, and fails nothing: for a pull request of a fork GitHub gives a token that can only
read. What is reported where nothing is compared, on a push or by a schedule, is everything.

On a push \`report: caused\` compares with what was there before the push, in a merge queue with what the group is built on.
`
