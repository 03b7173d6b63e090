import { resolve } from 'node:path'
import { getBooleanInput, getInput } from '@actions/core'
import { Command } from 'commander'
import { type LintArguments, lintArguments, withLintOptions } from '../cli/arguments.ts'
import { wrongUsage } from '../cli/exit-code.ts'
import { words } from './words.ts'

/** Which findings are reported and may fail. */
export type ReportWish = 'caused' | 'changed-files' | 'all'
const reportWishes: readonly ReportWish[] = ['caused', 'changed-files', 'all']

export interface ActionInputs {
  readonly paths: readonly string[]
  /** Absolute path of the checkout and of the folder to work in. */
  readonly workspace: string
  readonly cwd: string
  /** Undefined: the event decides. */
  readonly report: ReportWish | undefined
  readonly args: LintArguments
  /** '' for none. */
  readonly token: string
  readonly wishes: Wishes
}

/** What is done beyond the log and the summary. */
export interface Wishes {
  /** A file of findings that are known; '' for none. */
  readonly baseline: string
  /** '' for none. */
  readonly sarifFile: string
  readonly sarifUpload: boolean
  readonly comment: boolean
  readonly suggestions: boolean
}

/** Absolute paths of the checkout and of the folder to work in, whatever else the inputs say. */
export function placeOfRun(env: NodeJS.ProcessEnv): Pick<ActionInputs, 'workspace' | 'cwd'> {
  const workspace = resolve(env.GITHUB_WORKSPACE ?? '.')
  return { workspace, cwd: resolve(workspace, getInput('working-directory') || '.') }
}

/** Reads the inputs of action.yml. Throws a Stop for wrong usage. */
export function readInputs(env: NodeJS.ProcessEnv, ruleIds: readonly string[]): ActionInputs {
  const paths = words(getInput('paths'))
  const report = getInput('report')
  const wish = reportWishes.find(known => known === report)
  if (report !== '' && !wish)
    throw wrongUsage(`report must be one of ${reportWishes.join(', ')}, not ${report}`)
  return {
    paths: paths.length > 0 ? paths : ['.'],
    ...placeOfRun(env),
    report: wish,
    args: parseArguments(optionWords(), ruleIds),
    token: getInput('github-token'),
    wishes: {
      baseline: getInput('baseline'),
      sarifFile: getInput('sarif-file'),
      sarifUpload: flag('sarif-upload', false),
      comment: flag('comment', false),
      suggestions: flag('suggestions', false),
    },
  }
}

/** The inputs that are options of the command, and `args` after them, which wins. */
function optionWords(): readonly string[] {
  const option = (input: string): readonly string[] =>
    getInput(input) === '' ? [] : [`--${input}`, getInput(input)]
  return [
    ...['fail-on', 'config', 'rabbitmq-version', 'kubernetes-version'].flatMap(option),
    ...(flag('require-cluster', true) ? ['--require-cluster'] : []),
    ...words(getInput('args')),
  ]
}

function flag(input: string, usual: boolean): boolean {
  if (getInput(input) === '') return usual
  try {
    return getBooleanInput(input)
  } catch {
    throw wrongUsage(`${input} must be true or false, not ${getInput(input)}`)
  }
}

function parseArguments(argv: readonly string[], ruleIds: readonly string[]): LintArguments {
  const said: string[] = []
  const command = withLintOptions(new Command('warrener'), ruleIds)
    .exitOverride()
    .configureOutput({ writeOut: text => said.push(text), writeErr: text => said.push(text) })
  try {
    command.parse([...argv], { from: 'user' })
  } catch {
    throw wrongUsage(`inputs: ${said.join('').trim()}`)
  }
  const args = lintArguments(command)
  const { fix, fixUnsafe, diff, format } = args
  if (command.args.length > 0)
    throw wrongUsage(`args takes options only; ${command.args.join(', ')} belongs to paths`)
  if (fix || fixUnsafe || diff)
    throw wrongUsage('args: --fix, --fix-unsafe and --diff are for the command, not for the Action')
  if (format.some(({ file }) => file === undefined))
    throw wrongUsage('args: write --format FORMAT=FILE; the log is the report')
  return args
}
