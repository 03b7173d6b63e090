import type { Broker } from '../broker/broker.ts'
import type { ErlangTerm } from '../formats/erlang/erlang.ts'
import { pairIn, rootOf } from '../formats/erlang/erlang-codec.ts'
import { FormatError } from '../formats/text/codec.ts'
import { type Address, within } from '../kube/address.ts'
import { absent, andThen, found, ifFound, type Lookup, type Seen, someOf, unknown } from '../kube/lookup.ts'
import { isFilledIn, whyFilledIn } from '../kube/placeholders.ts'
import type { File } from '../pods/files.ts'

/** A file of Erlang terms that the node reads when it boots: advanced.config, or the main file in the classic format. */
export interface TermFile {
  readonly file: File
  readonly root: ErlangTerm | undefined
  readonly error: FormatError | undefined
}

export interface AdvancedSetting {
  readonly term: ErlangTerm
  readonly at: Address
  readonly sensitive: boolean
}

/** What the files of Erlang terms say; they win over rabbitmq.conf. */
export interface Advanced {
  readonly files: Seen<TermFile>
  /** The value of `{application, [{key, value}]}`. Unknown where a file was not seen or cannot be read. */
  setting(application: string, key: string): Lookup<AdvancedSetting>
}

export function advancedOf(broker: Broker): Advanced {
  const read = filesOf(broker)
  const files = read.flatMap(file => ifFound(file) ?? []).map(parse)
  const unseen = read.find(file => file.state === 'unknown')?.why
  const blind = unseen ?? (files.some(({ error }) => error) ? 'advanced.config cannot be read' : undefined)
  return {
    files: someOf(files, unseen),
    setting(application, key) {
      for (const { file, root } of files) {
        const settings = root && pairIn(root, application)
        const term = settings && pairIn(settings, key)
        if (term)
          return found({
            term,
            at: within(file.at, { as: 'erlang' }, application, key),
            sensitive: file.sensitive === true,
          })
      }
      return blind === undefined ? absent() : unknown(blind)
    },
  }
}

function filesOf(broker: Broker): readonly Lookup<File>[] {
  const { files, paths } = broker
  return [...paths.advanced, ...paths.classic].map(path =>
    andThen(files.read(path), file =>
      isFilledIn(file.value, file.at.object) ? unknown(whyFilledIn(path)) : found(file),
    ),
  )
}

function parse(file: File): TermFile {
  try {
    return { file, root: rootOf(file.value), error: undefined }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return { file, root: undefined, error }
  }
}

/** The numbers of a tuple of integers; undefined for any other term. */
export function integersOf(term: ErlangTerm): readonly number[] | undefined {
  if (term.kind !== 'tuple') return undefined
  const numbers = term.items.flatMap(item => (item.kind === 'integer' ? [Number(item.value)] : []))
  return numbers.length === term.items.length ? numbers : undefined
}
