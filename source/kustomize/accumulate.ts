import { objectsIn } from '../objects.ts'
import { isWithin, joinPath } from '../paths.ts'
import type { LeftOut } from '../source-file.ts'
import type { Blind } from '../visibility.ts'
import { type Fault, faultsIn } from './faults.ts'
import type { Files } from './files.ts'
import { withGenerated } from './generate.ts'
import { withImages } from './images.ts'
import { type Entry, type Kustomization, textEntries } from './kustomization.ts'
import { withAnnotations, withLabels } from './labels.ts'
import { isRemote, namedFiles, runs } from './named-files.ts'
import { withNames, withNamespace } from './names.ts'
import { withPatches } from './patches.ts'
import { withReplicas } from './replicas.ts'
import { type Resource, resourceOf } from './resource.ts'
import { variablesOf, withReplacements } from './substitutions.ts'

/** What a kustomization comes to, before references to renamed objects are made to follow. */
export interface Accumulated {
  readonly resources: readonly Resource[]
  /** What it may have besides. */
  readonly blind: readonly Blind[]
  /** Why it cannot be built. What could be read is there all the same. */
  readonly failures: readonly Failure[]
  readonly skipped: readonly LeftOut[]
  /** Names of `vars`, each with the reason why a text with it is not settled. */
  readonly variables: ReadonlyMap<string, string>
  /** The files that were read for it. */
  readonly files: ReadonlySet<string>
}
export interface Failure extends Fault {
  readonly kustomization: Kustomization
}

/** The input as a kustomization sees it. */
export interface Tree {
  readonly files: Files
  /** By folder. */
  readonly kustomizations: ReadonlyMap<string, Kustomization>
  /** Whether what is not among the files does not exist. */
  readonly complete: boolean
}

/** A tree of kustomizations beyond these is no deployment: it keeps the reader busy. */
const limits = { depth: 40, resources: 20_000 }

/** Reads kustomizations unbuilt. What several include is read once. */
export class Accumulator {
  readonly #tree: Tree
  readonly #known = new Map<string, Accumulated>()

  constructor(tree: Tree) {
    this.#tree = tree
  }

  /** @param trail the folders of the kustomizations that led to this one */
  accumulate(kustomization: Kustomization, trail: readonly string[] = []): Accumulated {
    const known = this.#known.get(kustomization.folder)
    if (known) return known
    const accumulated = new Accumulation(kustomization, this.#tree, this, trail, []).run()
    this.#known.set(kustomization.folder, accumulated)
    return accumulated
  }

  /** A component works on what the kustomization that includes it has so far. */
  component(kustomization: Kustomization, trail: readonly string[], given: readonly Resource[]): Accumulated {
    return new Accumulation(kustomization, this.#tree, this, trail, given).run()
  }
}

/** The order of kustomize: what is included, generators, components, then the changes. */
class Accumulation {
  readonly #kustomization: Kustomization
  readonly #tree: Tree
  readonly #others: Accumulator
  readonly #trail: readonly string[]
  #resources: readonly Resource[]
  readonly #blind: Blind[] = []
  readonly #failures: Failure[] = []
  readonly #skipped: LeftOut[] = []
  readonly #variables: Map<string, string>
  readonly #files: Set<string>

  constructor(
    kustomization: Kustomization,
    tree: Tree,
    others: Accumulator,
    trail: readonly string[],
    given: readonly Resource[],
  ) {
    this.#kustomization = kustomization
    this.#tree = tree
    this.#others = others
    this.#trail = [...trail, kustomization.folder]
    this.#resources = given
    this.#variables = new Map(variablesOf(kustomization))
    this.#files = new Set([kustomization.file])
  }

  run(): Accumulated {
    const { value } = this.#kustomization
    for (const fault of faultsIn(this.#kustomization)) this.#fail(fault)
    for (const entry of textEntries(value, 'resources', 'bases')) this.#include(entry)
    this.#generate()
    for (const entry of textEntries(value, 'components')) this.#includeComponent(entry)
    this.#change()
    this.#leaveOut()
    return {
      resources: this.#resources,
      blind: this.#blind,
      failures: this.#failures,
      skipped: this.#skipped,
      variables: this.#variables,
      files: this.#files,
    }
  }

  #include(entry: Entry<string>): void {
    const path = joinPath(this.#kustomization.folder, entry.value)
    const base = this.#tree.kustomizations.get(path)
    if (this.#tree.files.text(path) !== undefined) this.#add(this.#fromFile(path), entry)
    else if (!base) this.#miss(entry, path)
    else if (base.isComponent)
      this.#fail({ path: entry.path, reason: `${entry.value} is a component, and components include it` })
    else if (this.#isAllowed(base, entry)) {
      const accumulated = this.#others.accumulate(base, this.#trail)
      this.#take(accumulated)
      this.#add(accumulated.resources, entry)
    }
  }

  #includeComponent(entry: Entry<string>): void {
    const path = joinPath(this.#kustomization.folder, entry.value)
    const component = this.#tree.kustomizations.get(path)
    if (!component) this.#miss(entry, path)
    else if (!component.isComponent && component.isReadable) {
      this.#fail({ path: entry.path, reason: `${entry.value} is no component: its kind is Kustomization` })
    } else if (this.#isAllowed(component, entry)) {
      const accumulated = this.#others.component(component, this.#trail, this.#resources)
      this.#take(accumulated)
      this.#resources = accumulated.resources
    }
  }

  #fromFile(file: string): readonly Resource[] {
    this.#files.add(file)
    const objects = this.#tree.files.documents(file).flatMap(objectsIn)
    return objects.map(resourceOf)
  }

  /** Source: kustomize api/internal/loader/fileloader.go, errIfArgEqualOrHigher. */
  #isAllowed({ folder, file, isReadable }: Kustomization, { value, path }: Entry<string>): boolean {
    if (this.#trail.some(visited => isWithin(visited, folder))) {
      this.#fail({ path, reason: `${value} leads back to where it is included: a cycle` })
      return false
    }
    if (this.#trail.length >= limits.depth) {
      this.#fail({ path, reason: `${value} is included too deep` })
      return false
    }
    if (isReadable) return true
    this.#files.add(file)
    this.#fail({ path, reason: `${file} cannot be read` })
    return false
  }

  #miss({ value, path }: Entry<string>, file: string): void {
    if (isRemote(value)) this.#hide(`it may be in ${value}, which is remote and was not read`)
    else if (this.#tree.complete) this.#fail({ path, reason: `${value} is not there` })
    else this.#hide(`it may be in ${file}, which is not among the files`)
  }

  #add(resources: readonly Resource[], { path, value }: Entry<string>): void {
    if (this.#resources.length + resources.length > limits.resources) {
      this.#fail({ path, reason: `${value} makes it more than ${limits.resources} objects` })
      return
    }
    const known = new Set(this.#resources.map(idOf))
    const fresh = resources.filter(resource => {
      const isNew = !known.has(idOf(resource))
      known.add(idOf(resource))
      if (!isNew) this.#fail({ path, reason: `${value} brings ${labelOf(resource)}, which is there already` })
      return isNew
    })
    this.#resources = [...this.#resources, ...fresh]
  }

  #generate(): void {
    const { resources, faults } = withGenerated(this.#resources, this.#kustomization, this.#tree.files)
    this.#resources = resources
    if (this.#blind.length === 0 && this.#failures.length === 0) for (const fault of faults) this.#fail(fault)
  }

  /** Source: kustomize api/internal/target/kusttarget_configplugin.go, configureBuiltinTransformers. */
  #change(): void {
    const kustomization = this.#kustomization
    this.#patch('patchesStrategicMerge', 'patches')
    this.#resources = withNamespace(this.#resources, kustomization)
    this.#resources = withNames(this.#resources, kustomization)
    this.#resources = withLabels(this.#resources, kustomization)
    this.#resources = withAnnotations(this.#resources, kustomization)
    this.#patch('patchesJson6902')
    this.#resources = withReplicas(this.#resources, kustomization)
    this.#resources = withImages(this.#resources, kustomization)
    this.#resources = withReplacements(this.#resources, kustomization, this.#tree.files)
  }

  #patch(...fields: readonly string[]): void {
    for (const { path, use, at } of namedFiles(this.#kustomization)) {
      const isGone = this.#tree.files.text(joinPath(this.#kustomization.folder, path)) === undefined
      if (use === 'patch' && isGone && fields.includes(String(at[0])) && this.#tree.complete) {
        this.#fail({ path: at, reason: `${path} is not there` })
      }
    }
    const { resources, blind } = withPatches(this.#resources, this.#kustomization, fields, this.#tree.files)
    this.#resources = resources
    this.#blind.push(...blind)
  }

  /** Programs and charts are not run: what they make or change is not known. */
  #leaveOut(): void {
    const { file } = this.#kustomization
    if (runs(this.#kustomization, 'generators', 'helmCharts', 'helmChartInflationGenerator')) {
      this.#hide(`${file} runs generators or charts, which may make it`)
    }
    if (!runs(this.#kustomization, 'transformers')) return
    this.#hide(`${file} runs transformers on it`)
    this.#resources = []
  }

  #hide(why: string): void {
    const { file, folder } = this.#kustomization
    this.#blind.push({ why })
    this.#skipped.push({
      file,
      why: `not all of it was read: run \`${buildCommand(folder)}\` and lint the result`,
    })
  }

  #fail(fault: Fault): void {
    this.#failures.push({ ...fault, kustomization: this.#kustomization })
    this.#blind.push({ why: `${this.#kustomization.file} cannot be built: ${fault.reason}` })
  }

  #take({ blind, failures, skipped, variables, files }: Accumulated): void {
    this.#blind.push(...blind)
    this.#failures.push(...failures)
    this.#skipped.push(...skipped)
    for (const [name, why] of variables) this.#variables.set(name, why)
    for (const file of files) this.#files.add(file)
  }
}

export const buildCommand = (folder: string): string => `kustomize build ${folder === '' ? '.' : folder}`

const idOf = ({ object: { apiVersion, kind, namespace, name } }: Resource): string =>
  JSON.stringify([apiVersion, kind, namespace, name])
const labelOf = ({ object: { kind, name } }: Resource): string => `${kind} ${name}`
