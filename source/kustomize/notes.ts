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

/** Notes while they are taken. */
export class NoteTaker implements Notes {
  readonly blind: Blind[] = []
  readonly failures: Failure[] = []
  readonly skipped: LeftOut[] = []
  readonly variables: Map<string, string>
  readonly files: Set<string>
  readonly #kustomization: Kustomization

  constructor(kustomization: Kustomization) {
    this.#kustomization = kustomization
    this.variables = new Map(variablesOf(kustomization))
    this.files = new Set([kustomization.file])
  }

  get isWhole(): boolean {
    return this.blind.length === 0
  }

  /** What cannot be built may hold anything. */
  fail(fault: Fault): void {
    this.failures.push({ ...fault, kustomization: this.#kustomization })
    this.blind.push({ why: `${this.#kustomization.file} cannot be built: ${fault.reason}` })
  }

  /** Something that makes objects is not read. */
  hide(why: string): void {
    const { file, folder } = this.#kustomization
    this.blind.push({ why })
    this.skipped.push({
      file,
      why: `not all of it was read: run \`${buildCommand(folder)}\` and lint the result`,
    })
  }

  take({ blind, failures, skipped, variables, files }: Notes): void {
    this.blind.push(...blind)
    this.failures.push(...failures)
    this.skipped.push(...skipped)
    for (const [name, why] of variables) this.variables.set(name, why)
    for (const file of files) this.files.add(file)
  }
}

/** What to run to see a kustomization as it will be. */
export const buildCommand = (folder: string): string => `kustomize build ${folder === '' ? '.' : folder}`
