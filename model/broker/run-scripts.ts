import {
  commands,
  commandsOfArray,
  moreThanRead,
  type ShellCommand,
  type ShellPlace,
  type ShellScript,
} from '../formats/shell/shell.ts'
import { lineOf } from '../formats/text/lines.ts'
import { type Address, within } from '../kube/address.ts'
import { isString, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { ifSeen, type Lookup, type Seen, someOf, whyOpen } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import type { Step } from '../kube/step.ts'
import { argvOf, type Container, containersOf, inContainer } from '../pods/container.ts'
import { containerFiles } from '../pods/container-files.ts'
import type { ContainerFiles, File } from '../pods/files.ts'
import { selecting } from '../pods/service-index.ts'
import { servicesAround } from '../pods/services.ts'
import { type Template, writtenTemplate } from '../pods/template.ts'
import type { Broker } from './broker.ts'

/** Where a script runs: what its failure means depends on it. */
export type ScriptRole = 'post-start' | 'pre-stop' | 'container' | 'init' | 'job'

/** A script that runs in a pod of the broker, or against it. */
export interface RunScript {
  readonly role: ScriptRole
  readonly commands: readonly ShellCommand[]
  /** The place and the text of item `item` of its words, which `ShellPlace`s refer to. */
  at(item: number): Address
  text(item: number): string
}

/** Where something stands in a script: a word of its command list, or a line inside one. */
export function placeInScript(script: RunScript, { item, start, end }: ShellPlace): Address {
  const text = script.text(item)
  if (start === 0 && end === text.length) return script.at(item)
  return within(script.at(item), { as: 'shell' }, 'line', lineOf(text, start))
}

/** The hook that a script is; undefined for all others, and for files that a hook calls. */
export function hookOf(script: RunScript): Address | undefined {
  const { object, path } = script.at(0)
  const hook = path.slice(0, -3)
  const names = hooks.map(([name]): Step => name)
  return path.at(-2) === 'command' && names.includes(hook.at(-1) ?? '') ? { object, path: hook } : undefined
}

/** What a command that fails does to what runs it. */
export const failureOf: Readonly<Record<ScriptRole, string>> = {
  'post-start': 'the hook fails, and Kubernetes kills the container: a restart loop',
  'pre-stop': 'the hook fails, and the node is stopped without what the hook should have done',
  container: 'the script fails there, or goes on without it',
  init: 'the init container fails there, or goes on without it',
  job: 'the Job fails there, or goes on without it',
}

/** Hooks and commands of the broker's own pods, and Jobs that work on it. */
export const scriptsOf = onceEach((broker: Broker): Seen<RunScript> => {
  const { template, made } = broker.workload
  const reading: Reading = { left: mostCommands, parsed: new Map() }
  const own = containersOf(template)
    .filter(({ name }, index) => index < mostContainers || name === broker.container.name)
    .map(container => scriptsIn(broker, template, container, reading))
  const more = `the pod has more than ${mostContainers} containers`
  const left = own.length < containersOf(template).length ? [someOf<RunScript>([], more)] : []
  const all = [...own, ...left, ...jobsFor(broker, reading)]
  return someOf(all.flatMap(ifSeen), made.unseen ?? all.map(whyOpen).find(why => why !== undefined))
})

/** Most containers of a pod whose scripts are looked at. */
const mostContainers = 2000
/** Most commands of a cluster that are looked at: those of a file count for each container that runs it. */
const mostCommands = 30_000
interface Reading {
  /** How many more. */
  left: number
  /** Files by their text: many containers may run the same. */
  readonly parsed: Map<string, ShellScript>
}

interface WordList {
  readonly role: ScriptRole
  readonly words: readonly string[]
  readonly at: (item: number) => Address
}

const hooks = [
  ['postStart', 'post-start'],
  ['preStop', 'pre-stop'],
] as const

/** The words of a container's commands, each list with its place. */
function wordLists(template: Template, container: Container): readonly WordList[] {
  const place = (...path: readonly Step[]): Address => inContainer(template, container, ...path)
  const lifecycle = member(container.value, 'lifecycle')
  // Without a command of its own the image's entry point takes the arguments.
  const length = listOf(container.value.command).length
  const own: WordList = {
    role: container.init ? 'init' : 'container',
    words: argvOf(container),
    at: item => (item < length ? place('command', item) : place('args', item - length)),
  }
  const hooked = hooks.map(
    ([hook, role]): WordList => ({
      role,
      words: listOf(member(member(member(lifecycle, hook), 'exec'), 'command')).filter(isString),
      at: item => place('lifecycle', hook, 'exec', 'command', item),
    }),
  )
  return [own, ...hooked].filter(({ words }) => words.length > 0)
}

function scriptsIn(
  broker: Broker,
  template: Template,
  container: Container,
  reading: Reading,
  role?: ScriptRole,
): Seen<RunScript> {
  const { parsed } = reading
  const commandsIn = (text: string): readonly ShellCommand[] => {
    const known = parsed.get(text) ?? commands(text)
    parsed.set(text, known)
    return readIn(known)
  }
  const readIn = ({ commands: run, errors }: ShellScript): readonly ShellCommand[] => {
    if (errors.some(({ message }) => message === moreThanRead)) unseen ??= `a script has ${moreThanRead}`
    return run
  }
  /** What is run, unless there is more of it than is looked at. */
  const counted = (script: RunScript): readonly RunScript[] => {
    reading.left -= script.commands.length
    if (reading.left >= 0) return [script]
    unseen ??= `its scripts have more than ${mostCommands} commands`
    return []
  }
  let known: ContainerFiles | undefined
  const fileAt = (path: string): Lookup<File> => {
    known ??= containerFiles(broker.world, { ...broker.workload, template }, container)
    return known.read(path)
  }
  let unseen: string | undefined
  const scripts = wordLists(template, container).flatMap(({ role: own, words, at }) => {
    const run = reading.left < 0 ? [] : readIn(commandsOfArray(words))
    const script: RunScript = { role: role ?? own, commands: run, at, text: item => words[item] ?? '' }
    const named = run.flatMap(({ word, args }) => [word, ...args].flatMap(({ value }) => value ?? []))
    const isRun = pathsRun(run)
    const called = [...new Set([...words, ...named])]
      .filter(word => word.startsWith('/'))
      .flatMap((path): readonly RunScript[] => {
        const file = fileAt(path)
        if (file.state === 'unknown' && isRun.has(path)) unseen ??= file.why
        if (file.state !== 'found') return []
        const { value, at: place } = file.value
        return counted({
          ...{ role: role ?? own, commands: reading.left < 0 ? [] : commandsIn(value) },
          ...{ at: () => place, text: () => value },
        })
      })
    return [...counted(script), ...called]
  })
  return someOf(scripts, unseen)
}

/** What commands run, by itself or with a shell: a file that they work on is none of it. */
const pathsRun = (run: readonly ShellCommand[]): ReadonlySet<string | undefined> =>
  new Set(
    run.flatMap(({ name, word, args }) => {
      const file = args.find(({ value }) => value === undefined || !value.startsWith('-'))
      return shells.test(name) ? [word.value, file?.value] : [word.value]
    }),
  )
const shells = /^(?:\.|source|[abdkz]?sh|bash|dash)$/

const jobTemplates: Readonly<Record<string, readonly string[]>> = {
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
}

/** Jobs of the namespace that name one of the broker's Services. */
function jobsFor(broker: Broker, reading: Reading): readonly Seen<RunScript>[] {
  const { world, workload } = broker
  const names = selecting(servicesAround(world, workload), workload.template.labels).map(({ name }) => name)
  const jobs = [kinds.Job, kinds.CronJob].flatMap(kind =>
    naming(ifSeen(world.list(kind, workload.namespace)), names),
  )
  return jobs.flatMap(job => {
    const template = writtenTemplate(job, jobTemplates[job.kind] ?? [])
    return containersOf(template).map(container => scriptsIn(broker, template, container, reading, 'job'))
  })
}

/** The Jobs of a list in which one of these names stands as a word of its own, in their order. */
function naming(jobs: readonly KubeObject[], names: readonly string[]): readonly KubeObject[] {
  if (jobs.length === 0) return []
  const words = wordsOf.get(jobs) ?? byWord(jobs)
  wordsOf.set(jobs, words)
  const places = new Set(names.flatMap(name => words.get(name) ?? []))
  return [...places].sort((a, b) => a - b).flatMap(place => jobs[place] ?? [])
}
const wordsOf = new WeakMap<readonly KubeObject[], ReadonlyMap<string, readonly number[]>>()

/** Where in a list the Jobs are in which a word stands. */
function byWord(jobs: readonly KubeObject[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [place, job] of jobs.entries()) {
    for (const word of new Set(JSON.stringify(job.value.spec ?? null).split(/[^a-z0-9-]+/))) {
      const known = places.get(word)
      if (known) known.push(place)
      else places.set(word, [place])
    }
  }
  return places
}
