import { type ImportedBy, takesEmptyFile } from '../../facts/definitions-import.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from '../broker/broker.ts'
import { type JsonDialect, jsonCodec, jsonCodecFor, jsonDialect } from '../formats/json/json.ts'
import { type Codec, FormatError } from '../formats/text/codec.ts'
import { templatedJson } from '../formats/text/helm-text.ts'
import { type Address, within } from '../kube/address.ts'
import { isObject, isString, type Json, type JsonObject, listOf, member } from '../kube/json.ts'
import { ifSeen, type Seen, someOf } from '../kube/lookup.ts'
import { onceEachWith } from '../kube/once-each.ts'
import { isFilledIn, whyFilledIn } from '../kube/placeholders.ts'
import type { Step } from '../kube/step.ts'
import type { File } from '../pods/files.ts'
import type { Config, Setting } from '../settings/config.ts'

/** A definitions file that the node imports when it boots. */
export interface Definitions {
  readonly file: File
  readonly importedBy: ImportedBy
  /** Undefined where it is no JSON object. */
  readonly value: JsonObject | undefined
  readonly error: FormatError | undefined
}

const keys = ['load_definitions', 'management.load_definitions', 'definitions.local.path'] as const

/** The definitions files that the configuration names, as far as they were seen, as the release reads them. */
export function definitionsOf(broker: Broker, config: Config, release: Release): Seen<Definitions> {
  const skipsUnchanged = lastSeen(config, 'definitions.skip_if_unchanged')?.value === 'true'
  const reading = { dialect: jsonDialect(release), takesEmpty: takesEmptyFile(release) }
  const items: Definitions[] = []
  let why: string | undefined
  for (const key of keys) {
    const setting = config.effective(key)
    if (setting.state === 'unknown') why ??= setting.why
    const path = setting.state === 'found' ? setting.value.value : lastSeen(config, key)?.value
    if (path === undefined) continue
    const { files, blind } = filesAt(broker, path)
    const importedBy = { key, skipsUnchanged }
    items.push(...files.map(file => parse(file, { ...reading, importedBy })))
    why ??= blind ?? files.find(({ json }) => json?.open !== undefined)?.json?.open
  }
  return someOf(items, why)
}

/** The line that was seen for a key, though a file that was not seen may replace it. */
const lastSeen = (config: Config, name: string): Setting | undefined =>
  ifSeen(config.matching(name)).find(({ key }) => key === name)

interface FilesAt {
  readonly files: readonly File[]
  readonly blind: string | undefined
}
const filesAt = onceEachWith((broker: Broker, path: string): FilesAt => {
  const file = broker.files.read(path)
  if (file.state === 'found') return settled([file.value], undefined)
  if (file.state === 'unknown') return { files: [], blind: file.why }
  const folder = broker.files.list(path)
  return settled(
    folder.items.filter(item => item.path.endsWith('.json')),
    folder.complete ? undefined : folder.why,
  )
})

/** Files that can be read though parts of their strings are filled in; why others were not seen. */
function settled(files: readonly File[], why: string | undefined): FilesAt {
  const open = files.filter(file => isFilledIn(file.value, file.at.object))
  if (open.length === 0) return { files, blind: why }
  const read = files.map(file => (open.includes(file) ? withStrings(file) : file))
  const [unread] = files.filter((_, index) => read[index] === undefined)
  return {
    files: read.flatMap(file => file ?? []),
    blind: unread === undefined ? why : whyFilledIn(unread.path),
  }
}

/** The same file, where what is filled in are strings or parts of them. */
function withStrings(file: File): File | undefined {
  const value = templatedJson(file.value)
  if (value === undefined || parsed(value, jsonCodec).error !== undefined) return undefined
  return value === file.value ? file : { ...file, value }
}

/** How a release reads a file. */
interface Reading {
  readonly importedBy: ImportedBy
  readonly dialect: JsonDialect
  readonly takesEmpty: boolean
}
/** The same for all releases that read the file alike. */
const parse = onceEachWith(
  (file: File, { importedBy, ...reading }: Reading): Definitions => ({
    file,
    importedBy,
    ...(file.json ? { value: file.json.value, error: undefined } : read(file.value, reading)),
  }),
)

function read(
  text: string,
  { dialect, takesEmpty }: Omit<Reading, 'importedBy'>,
): Pick<Definitions, 'value' | 'error'> {
  return text === '' && takesEmpty ? { value: {}, error: undefined } : parsed(text, jsonCodecFor(dialect))
}

function parsed(text: string, codec: Codec): Pick<Definitions, 'value' | 'error'> {
  try {
    const value = codec.decode(text)
    return { value: isObject(value) ? value : undefined, error: undefined }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return { value: undefined, error }
  }
}

/** A place in a file: in its text, or in the value that it is the text of. */
export const placeIn = ({ file }: Pick<Definitions, 'file'>, ...steps: readonly Step[]): Address =>
  within(file.at, ...(file.json ? [] : [{ as: 'json' } as const]), ...steps)

/** The items of one list of a definitions file, each with its place. */
export function definitionItems(
  definitions: Definitions,
  list: string,
): readonly { value: Json; at: Address }[] {
  const base = placeIn(definitions, list)
  const items = listOf(definitions.value?.[list])
  const names = Map.groupBy(items, item => member(item, 'name'))
  // By name where that is the only one, so that the place stays the same when others come or go.
  return items.map((value, index) => {
    const name = member(value, 'name')
    return { value, at: within(base, isString(name) && names.get(name)?.length === 1 ? { name } : index) }
  })
}
