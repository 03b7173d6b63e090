import { objectsIn } from '../objects.ts'
import { isWithin, joinPath } from '../paths.ts'
import { laterOf } from './changed.ts'
import { faultsIn, missingPatches, oddlySpelt } from './faults.ts'
import type { Files } from './files.ts'
import { withGenerated } from './generate.ts'
import { withImages } from './images.ts'
import { type Entry, type Kustomization, kustomizationNames, textEntries } from './kustomization.ts'
import { withAnnotations, withLabels } from './labels.ts'
import { isRemote, runs } from './named-files.ts'
import { withNames, withNamespace } from './names.ts'
import { type Notes, NoteTaker } from './notes.ts'
import { withPatches } from './patches.ts'
import { withReplicas } from './replicas.ts'
import { idOf, labelOf, type Resource, resourceOf } from './resource.ts'
import { withReplacements } from './substitutions.ts'

/** What a kustomization comes to, before references to renamed objects are made to follow. */
export interface Accumulated {
  readonly resources: readonly Resource[]
  readonly notes: Notes
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
const limits = { depth: 40, resources: 5000 }

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
    for (const { object } of accumulated.resources) laterOf(object)?.share()
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
  readonly #notes: NoteTaker
  readonly #ids: Set<string>
  readonly #included: Resource[] = []
  #resources: readonly Resource[]

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
    this.#notes = new NoteTaker(kustomization)
    this.#resources = given
    this.#ids = new Set(given.map(idOf))
  }

  run(): Accumulated {
    const { value } = this.#kustomization
    for (const fault of [
      ...faultsIn(this.#kustomization),
      ...(this.#tree.complete ? missingPatches(this.#kustomization, this.#tree.files) : []),
    ])
      this.#notes.fail(fault)
    for (const key of oddlySpelt(this.#kustomization))
      this.#notes.hide(`${this.#kustomization.file} writes ${key} in other letters, which was not followed`)
    for (const entry of textEntries(value, 'resources', 'bases')) this.#include(entry)
    this.#resources = [...this.#resources, ...this.#included]
    this.#generate()
    for (const entry of textEntries(value, 'components')) this.#includeComponent(entry)
    this.#change()
    this.#leaveOut()
    return { resources: this.#resources, notes: this.#notes }
  }

  #include(entry: Entry<string>): void {
    const path = joinPath(this.#kustomization.folder, entry.value)
    const base = this.#tree.kustomizations.get(path)
    if (this.#tree.files.text(path) !== undefined) this.#add(this.#fromFile(path), entry)
    else if (!base) this.#miss(entry, path)
    else if (base.isComponent)
      this.#notes.fail({
        path: entry.path,
        reason: `${entry.value} is a component, and components include it`,
      })
    else if (this.#isAllowed(base, entry)) {
      const accumulated = this.#others.accumulate(base, this.#trail)
      this.#notes.take(accumulated.notes)
      this.#add(accumulated.resources, entry)
    }
  }

  #includeComponent(entry: Entry<string>): void {
    const path = joinPath(this.#kustomization.folder, entry.value)
    const component = this.#tree.kustomizations.get(path)
    if (!component) this.#miss(entry, path)
    else if (!component.isComponent && component.isReadable) {
      this.#notes.fail({
        path: entry.path,
        reason: `${entry.value} is no component: its kind is Kustomization`,
      })
    } else if (this.#isAllowed(component, entry)) {
      const accumulated = this.#others.component(component, this.#trail, this.#resources)
      this.#notes.take(accumulated.notes)
      this.#resources = accumulated.resources
    }
  }

  #fromFile(file: string): readonly Resource[] {
    this.#notes.files.add(file)
    const objects = this.#tree.files.documents(file).flatMap(objectsIn)
    return objects.map(resourceOf)
  }

  /** Source: kustomize api/internal/loader/fileloader.go, errIfArgEqualOrHigher. */
  #isAllowed({ folder, file, isReadable }: Kustomization, { value, path }: Entry<string>): boolean {
    if (this.#trail.some(visited => isWithin(visited, folder))) {
      this.#notes.fail({ path, reason: `${value} leads back to where it is included: a cycle` })
      return false
    }
    if (this.#trail.length >= limits.depth) {
      this.#notes.fail({ path, reason: `${value} is included too deep` })
      return false
    }
    if (isReadable) return true
    this.#notes.files.add(file)
    this.#notes.fail({ path, reason: `${file} cannot be read` })
    return false
  }

  #miss({ value, path }: Entry<string>, file: string): void {
    const unread = this.#unreadAt(file)
    if (unread !== undefined) this.#notes.hide(`it may be in ${unread}`)
    else if (isRemote(value)) this.#notes.hide(`it may be in ${value}, which is remote and was not read`)
    else if (this.#tree.complete) this.#notes.fail({ path, reason: `${value} is not there` })
    else this.#notes.hide(`it may be in ${file}, which is not among the files`)
  }

  #add(resources: readonly Resource[], { path, value }: Entry<string>): void {
    if (this.#ids.size + resources.length > limits.resources) {
      this.#notes.fail({ path, reason: `${value} makes it more than ${limits.resources} objects` })
      return
    }
    const twice = resources.filter(resource => this.#ids.has(idOf(resource)))
    const [first] = twice
    if (first) this.#notes.fail({ path, reason: `${value} brings ${labelOf(first)}, which is there already` })
    for (const resource of resources) {
      const id = idOf(resource)
      if (!this.#ids.has(id)) this.#included.push(resource)
      this.#ids.add(id)
    }
  }

  /** A file, or a folder by the kustomization in it, that is there and was not read. */
  #unreadAt(path: string): string | undefined {
    const candidates = [path, ...kustomizationNames.map(name => joinPath(path, name))]
    for (const file of candidates) {
      const why = this.#tree.files.unread(file)
      if (why !== undefined) return `${file}, which ${why}`
    }
    return undefined
  }

  #generate(): void {
    const { resources, faults } = withGenerated(this.#resources, this.#kustomization, this.#tree.files)
    this.#resources = resources
    if (this.#notes.isWhole) for (const fault of faults) this.#notes.fail(fault)
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
    const { resources, blind } = withPatches(this.#resources, this.#kustomization, fields, this.#tree.files)
    this.#resources = resources
    this.#notes.lose(blind)
  }

  /** Programs and charts are not run: what they make or change is not known. */
  #leaveOut(): void {
    const { file } = this.#kustomization
    if (runs(this.#kustomization, 'generators', 'helmCharts', 'helmChartInflationGenerator')) {
      this.#notes.hide(`${file} runs generators or charts, which may make it`)
    }
    if (!runs(this.#kustomization, 'transformers')) return
    this.#notes.hide(`${file} runs transformers on it`)
    this.#resources = []
  }
}
