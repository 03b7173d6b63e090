import type { LeftOut } from '../source-file.ts'
import type { Blind } from '../visibility.ts'
import type { Fault } from './faults.ts'
import type { Kustomization } from './kustomization.ts'
import { variablesOf } from './substitutions.ts'

/** Why a kustomization cannot be built. */
export interface Failure extends Fault {
  readonly kustomization: Kustomization
}

/** What is said about a kustomization and all that it includes, beside its objects. */
export interface Notes {
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

/** Notes while they are taken. What is included twice is noted once. */
export class NoteTaker implements Notes {
  readonly #blind = new Map<string, Blind>()
  readonly #failures = new Map<string, Failure>()
  readonly #skipped = new Map<string, LeftOut>()
  readonly variables: Map<string, string>
  readonly files: Set<string>
  readonly #kustomization: Kustomization

  constructor(kustomization: Kustomization) {
    this.#kustomization = kustomization
    this.variables = new Map(variablesOf(kustomization))
    this.files = new Set([kustomization.file])
  }

  get blind(): readonly Blind[] {
    return [...this.#blind.values()]
  }

  get failures(): readonly Failure[] {
    return [...this.#failures.values()]
  }

  get skipped(): readonly LeftOut[] {
    return [...this.#skipped.values()]
  }

  get isWhole(): boolean {
    return this.#blind.size === 0
  }

  /** What cannot be built may hold anything. */
  fail(fault: Fault): void {
    this.#addFailure({ ...fault, kustomization: this.#kustomization })
    this.#addBlind({ why: `${this.#kustomization.file} cannot be built: ${fault.reason}` })
  }

  /** Something that makes objects is not read. */
  hide(why: string): void {
    const { file, folder } = this.#kustomization
    this.#addBlind({ why })
    this.#skipped.set(file, {
      file,
      why: `not all of it was read: run \`${buildCommand(folder)}\` and lint the result`,
    })
  }

  lose(places: readonly Blind[]): void {
    for (const place of places) this.#addBlind(place)
  }

  take({ blind, failures, skipped, variables, files }: Notes): void {
    for (const place of blind) this.#addBlind(place)
    for (const failure of failures) this.#addFailure(failure)
    for (const left of skipped) this.#skipped.set(left.file, left)
    for (const [name, why] of variables) this.variables.set(name, why)
    for (const file of files) this.files.add(file)
  }

  #addBlind(place: Blind): void {
    this.#blind.set(JSON.stringify([place.why, place.kind, place.name]), place)
  }

  #addFailure(failure: Failure): void {
    const { kustomization, path, reason } = failure
    this.#failures.set(JSON.stringify([kustomization.file, path, reason]), failure)
  }
}

/** What to run to see a kustomization as it will be. */
export const buildCommand = (folder: string): string => `kustomize build ${folder === '' ? '.' : folder}`
