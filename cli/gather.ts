import { resolve } from 'node:path'
import type { InputFile, LintOptions } from '../index.ts'
import type { UnreadFile } from '../source/source-file.ts'
import type { LintArguments, ReportArguments } from './arguments.ts'
import { overridesOf, severitiesOf } from './config/config.ts'
import type { LoadedConfig } from './config/load.ts'
import { exitCode, Stop, wrongUsage } from './exit-code.ts'
import { discover, type Found, type FoundFile } from './files/discover.ts'
import { readKustomized } from './files/kustomized.ts'
import { relativePath } from './files/paths.ts'
import { decode, type NotRead, readText } from './files/read.ts'
import { repositoryRoot } from './files/repository.ts'
import { ruleIds } from './rule-ids.ts'

/** A file that was found and could not be read. */
export interface Unread extends UnreadFile {
  /** The user named it, so it may not pass in silence. */
  readonly named: boolean
}

/** Everything that a run looks at, as text. */
export interface Gathered {
  readonly files: readonly InputFile[]
  readonly context: readonly InputFile[]
  readonly named: readonly string[]
  readonly complete: boolean
  readonly unread: readonly Unread[]
  /** What ignore files leave out of the PATHs. */
  readonly ignored?: Found['ignored']
  /** Absolute paths of the files that the PATHs stand for, by their names in the report: those that may be changed. */
  readonly paths: ReadonlyMap<string, string>
}

export interface Place {
  /** The working directory. */
  readonly cwd: string
  /** The folder in which ignore files begin to count and all must lie. */
  readonly root?: string
  /** Told how many files the PATHs stand for, before they are read. */
  readonly begin?: (files: number) => void
}

/**
 * Reads what the PATHs and `--context` stand for, and what kustomizations among it name. Throws a Stop where a PATH
 * matches nothing, unless that is allowed.
 * @param stdin bytes of standard input, asked for only if `-` is among the PATHs
 */
export async function gather(
  paths: readonly string[],
  args: Pick<LintArguments, 'context' | 'allowEmpty' | 'stdinFilename'>,
  { cwd, root = repositoryRoot(cwd) ?? cwd, begin }: Place,
  stdin: () => Promise<Buffer>,
): Promise<Gathered> {
  const found = await discover(paths.length > 0 ? paths : ['.'], cwd, root)
  const lacking = nothingAt(found)
  if (lacking !== '' && !args.allowEmpty) throw new Stop(exitCode.nothing, `nothing to lint: ${lacking}`)
  const beside = await discover(args.context, cwd, root)
  const lackingBeside = nothingAt(beside)
  if (lackingBeside !== '' && !args.allowEmpty) throw wrongUsage(`--context: ${lackingBeside}`)
  begin?.(found.files.length)
  const own = new Set(found.files.map(({ path }) => path))
  const [main, context] = [readAll(found.files), readAll(beside.files.filter(({ path }) => !own.has(path)))]
  const beyond = kustomized([...main.files, ...context.files], cwd, root)
  const input = found.stdin ? readStdin(args.stdinFilename, await stdin()) : nothingRead
  const unreadable = found.unreadable.map(file => ({ ...file, named: paths.includes(file.name) }))
  // What a kustomization names is read behind a link, too.
  const isRead = new Set(beyond.files.map(({ name }) => name))
  const unread = [...input.unread, ...main.unread, ...beyond.unread, ...unreadable].filter(
    ({ name }) => !isRead.has(name),
  )
  const isOwn = new Set(unread.map(({ name }) => name))
  const unreadContext = [
    ...context.unread,
    ...beside.unreadable.filter(({ name }) => !isOwn.has(name)).map(file => ({ ...file, named: false })),
  ].map(file => ({ ...file, isContext: true }))
  return {
    files: [...input.files, ...main.files, ...beyond.files],
    context: context.files,
    named: [
      ...input.files,
      ...found.files.filter(({ named }) => named),
      ...unread.filter(({ named }) => named),
    ].map(({ name }) => name),
    complete: found.complete,
    ignored: found.ignored,
    unread: [...unread, ...unreadContext],
    paths: new Map(found.files.map(({ name, path }) => [name, path])),
  }
}

/** The PATHs that stand for nothing, in a sentence; '' where there are none. */
const nothingAt = ({ missing, unmatched }: Found): string =>
  [
    ...missing.map(path => `${path} does not exist`),
    ...unmatched.map(glob => `no file matches ${glob}`),
  ].join('; ')

/** What kustomizations among the files name beside them. */
function kustomized(read: readonly InputFile[], cwd: string, limit: string): ReadFiles {
  const results: ReadFiles[] = []
  readKustomized(
    read,
    { cwd, limit },
    {
      read: path => {
        const result = readOne({ path, name: relativePath(cwd, path), named: false })
        results.push(result)
        return result.files
      },
      beyond: path => {
        const file = {
          name: relativePath(cwd, path),
          why: 'lies outside of what is read',
          problem: 'access',
        } as const
        results.push({ files: [], unread: [{ ...file, isBeyond: true, named: false }] })
      },
    },
  )
  return joined(results)
}

interface ReadFiles {
  readonly files: readonly InputFile[]
  readonly unread: readonly Unread[]
}
const nothingRead: ReadFiles = { files: [], unread: [] }

const readAll = (found: readonly FoundFile[]): ReadFiles => joined(found.map(readOne))

function readOne({ path, name, named }: FoundFile): ReadFiles {
  const read = readText(path)
  return 'text' in read
    ? { files: [{ name, text: read.text }], unread: [] }
    : { files: [], unread: [unreadFile(name, read, named)] }
}

const unreadFile = (name: string, { seen, ...rest }: NotRead, named: boolean): Unread => ({
  name,
  ...rest,
  ...(seen === undefined ? {} : { text: seen }),
  named,
})

const joined = (results: readonly ReadFiles[]): ReadFiles => ({
  files: results.flatMap(({ files }) => files),
  unread: results.flatMap(({ unread }) => unread),
})

/** Standard input as a file; none where it is empty. */
function readStdin(name: string, bytes: Buffer): ReadFiles {
  const read = decode(bytes)
  if (!('text' in read)) return { files: [], unread: [unreadFile(name, read, true)] }
  return read.text.trim() === '' ? nothingRead : { files: [{ name, text: read.text }], unread: [] }
}

/** What the engine is told: the command line goes before the config file. */
export async function engineOptions(
  args: JudgingArguments,
  { config, folder }: LoadedConfig,
  gathered: Gathered,
  cwd: string,
): Promise<LintOptions> {
  return {
    named: gathered.named,
    complete: gathered.complete,
    unread: gathered.unread,
    context: gathered.context,
    ...judgingOptions(args, config),
    ...(config.contexts === undefined
      ? {}
      : { contexts: await contextFolders(config.contexts, folder, cwd) }),
  }
}

/** What the command line says of how things are judged. */
export type JudgingArguments = Pick<
  ReportArguments,
  | 'rabbitmqVersion'
  | 'asOf'
  | 'metadataStore'
  | 'kubernetesVersion'
  | 'rule'
  | 'only'
  | 'minSeverity'
  | 'inlineConfig'
  | 'today'
>

/** What of it has nothing to do with files. */
export function judgingOptions(args: JudgingArguments, config: LoadedConfig['config']): LintOptions {
  const rabbitmqVersion = args.rabbitmqVersion ?? config.rabbitmqVersion
  const metadataStore = args.metadataStore ?? config.metadataStore
  const isRun = (id: string): boolean => args.only.length === 0 || args.only.includes(id)
  const others = ruleIds.filter(id => !isRun(id)).map(id => [id, 'off'] as const)
  return {
    ...(rabbitmqVersion === undefined ? {} : { rabbitmqVersion }),
    ...(args.asOf === undefined ? {} : { asOf: args.asOf }),
    ...(metadataStore === undefined ? {} : { metadataStore }),
    ...(args.kubernetesVersion === undefined ? {} : { kubernetesVersion: args.kubernetesVersion }),
    severities: Object.fromEntries([...severitiesOf(config.rules), ...args.rule, ...others]),
    overrides: overridesOf(config.overrides).map(({ rules, ...which }) => ({
      ...which,
      rules: Object.fromEntries([...rules].filter(([id]) => isRun(id))),
    })),
    externalResources: config.externalResources ?? [],
    inlineConfig: args.inlineConfig,
    ...(args.minSeverity === undefined ? {} : { minSeverity: args.minSeverity }),
    today: args.today,
  }
}

/** The folders that globs of the config file stand for, named as files are. */
async function contextFolders(
  globs: readonly string[],
  folder: string,
  cwd: string,
): Promise<readonly string[]> {
  const { globSync } = await import('tinyglobby')
  const found = globSync([...globs], {
    cwd: folder,
    dot: true,
    onlyDirectories: true,
    expandDirectories: false,
    followSymbolicLinks: false,
  })
  if (found.length === 0) throw wrongUsage(`contexts of the config file match no folder: ${globs.join(', ')}`)
  return found.map(name => relativePath(cwd, resolve(folder, name))).sort()
}
