import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folderWith, type Ran, removeFolder, runNode, startNode } from '../process.ts'

/** An annotation as GitHub would show it. */
export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly file?: string
  readonly title?: string
  readonly line?: number
  readonly endLine?: number
  readonly col?: number
  readonly endColumn?: number
}

export interface Step extends Ran {
  /** Those that are shown: ten of each kind at most. */
  readonly annotations: readonly Annotation[]
  /** Titles of what the log folds up. */
  readonly groups: readonly string[]
  /** Commands other than annotations and groups. */
  readonly commands: readonly string[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly json: unknown
}

/** What triggers a run, and what the workflow says. */
export interface Trigger {
  readonly inputs?: Readonly<Record<string, string>>
  readonly event?: string
  readonly payload?: unknown
  /** More of what the runner or the workflow sets. */
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Runs the bundle of the Action as the runner does, and understands its output as the runner does. As on a runner that stays, the
 * first run leaves compiled code to the others, beside the bundle.
 * Sources: actions/runner, ActionCommand.cs, ActionCommandManager.cs, OutputManager.cs, FileCommandManager.cs.
 */
export function runAction(bundle: string, workspace: string, trigger: Trigger): Step {
  const { temp, options } = prepared(bundle, workspace, trigger)
  return understood(runNode([bundle], options), temp)
}

/** The same, while this process goes on. */
export async function startAction(bundle: string, workspace: string, trigger: Trigger): Promise<Step> {
  const { temp, options } = prepared(bundle, workspace, trigger)
  return understood(await startNode([bundle], options), temp)
}

function prepared(
  bundle: string,
  workspace: string,
  { inputs = {}, event = 'push', payload = {}, env = {} }: Trigger,
): { readonly temp: string; readonly options: Parameters<typeof startNode>[1] } {
  const temp = folderWith({ output: '', summary: '', 'event.json': JSON.stringify(payload) })
  const options = {
    cwd: workspace,
    env: {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: join(temp, 'event.json'),
      GITHUB_OUTPUT: join(temp, 'output'),
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_SERVER_URL: 'https://github.test',
      GITHUB_SHA: '1'.repeat(40),
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
      NODE_DISABLE_COMPILE_CACHE: '',
      NODE_COMPILE_CACHE: join(dirname(bundle), 'compiled'),
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
      ...env,
    },
  }
  return { temp, options }
}

function understood(ran: Ran, temp: string): Step {
  const outputs = outputsOf(readFileSync(join(temp, 'output'), 'utf8'))
  const summary = readFileSync(join(temp, 'summary'), 'utf8')
  const json =
    outputs['json-file'] === undefined ? undefined : JSON.parse(readFileSync(outputs['json-file'], 'utf8'))
  removeFolder(temp)
  return { ...ran, ...commandsOf(ran.out), outputs, summary, json }
}

const kinds = ['error', 'warning', 'notice'] as const

function commandsOf(out: string): Pick<Step, 'annotations' | 'groups' | 'commands'> {
  const annotations: Annotation[] = []
  const groups: string[] = []
  let isOpen = false
  const commands: string[] = []
  let stopped: string | undefined
  for (const line of out.split('\n')) {
    const [, name = '', properties = '', data = ''] =
      /^\s*::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*?))?::(.*)$/.exec(line) ?? []
    if (stopped !== undefined) {
      if (line.trim() === `::${stopped}::`) stopped = undefined
      continue
    }
    const kind = kinds.find(known => known === name)
    if (name === 'stop-commands') stopped = data
    else if (kind) annotations.push(annotationOf(kind, properties, data))
    else if (name === 'group' || name === 'endgroup') {
      if (isOpen === (name === 'group')) throw new Error('groups do not nest')
      isOpen = name === 'group'
      if (isOpen) groups.push(unescapeData(data))
    } else if (name !== '' || /##\[[\w-]+/.test(line)) commands.push(line)
  }
  const shown = kinds.flatMap(kind => annotations.filter(annotation => annotation.kind === kind).slice(0, 10))
  if (shown.length < annotations.length) throw new Error('more annotations than the runner shows')
  if (isOpen) throw new Error('a group is left open')
  return { annotations: shown, groups, commands }
}

function annotationOf(kind: Annotation['kind'], properties: string, data: string): Annotation {
  const pairs = properties
    .split(',')
    .filter(Boolean)
    .map(pair => {
      const cut = pair.indexOf('=')
      return [pair.slice(0, cut), unescapeProperty(pair.slice(cut + 1))] as const
    })
  const { file, title, ...places } = Object.fromEntries(pairs)
  const { line, endLine, col, endColumn } = Object.fromEntries(
    Object.entries(places).map(([name, value]) => [name, Number(value)]),
  )
  if (endLine !== undefined && (line === undefined || endLine < line))
    throw new Error('the runner drops these lines')
  if (col !== undefined && endLine !== undefined && endLine !== line)
    throw new Error('the runner drops these columns')
  const message = unescapeData(data)
  if (message.length > 4096) throw new Error('the runner cuts this message')
  return JSON.parse(JSON.stringify({ kind, message, file, title, line, endLine, col, endColumn }))
}
const unescapeData = (text: string): string =>
  text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')
const unescapeProperty = (text: string): string =>
  unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','))

/** `NAME<<DELIMITER`, lines, `DELIMITER`. */
function outputsOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^([\w-]+)<<(\S+)\r?\n([\s\S]*?)\r?\n?^\2$/gm)].map(([, name, , value]) => [
      name,
      value,
    ]),
  )
}

/** Options by which git commits for nobody, whatever is set up here. */
export const asNobody = [
  ...['-c', 'user.name=test', '-c', 'user.email=test@example.test'],
  ...['-c', 'commit.gpgsign=false'],
]

/** A git repository in a folder of its own. */
export class TestRepository {
  readonly folder: string
  constructor(files: Readonly<Record<string, string>>) {
    this.folder = folderWith(files)
    this.git('init', '-q', '-b', 'main')
    this.commit('first')
  }
  git(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('git', [...asNobody, ...args], {
      cwd: this.folder,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(stderr)
    return stdout.trim()
  }
  commit(message: string): string {
    this.git('add', '-A')
    this.git('commit', '-q', '--allow-empty', '-m', message)
    return this.git('rev-parse', 'HEAD')
  }
  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      const target = join(this.folder, path)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, text)
    }
  }
  /** Merges a branch as GitHub does for a pull request, and gives its event. */
  pullRequest(branch: string): { readonly event: 'pull_request'; readonly payload: unknown } {
    const head = this.git('rev-parse', branch)
    const base = this.git('rev-parse', 'main')
    this.git('checkout', '-q', '--detach', 'main')
    this.git('merge', '-q', '--no-ff', '-m', 'merge', branch)
    return { event: 'pull_request', payload: { pull_request: { base: { sha: base }, head: { sha: head } } } }
  }
  remove(): void {
    removeFolder(this.folder)
  }
}
