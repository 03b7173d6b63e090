import { isSecret } from '../../facts/conf/index.ts'
import { type ConfDialect, parseConf } from '../formats/conf/conf.ts'
import type { ConfEntry, ConfError } from '../formats/conf/conf-entry.ts'
import { mendedLine } from '../formats/conf/conf-mend.ts'
import { withoutOpenLines } from '../formats/text/helm-text.ts'
import { lineSpan } from '../formats/text/lines.ts'
import { type Address, keyOf, type Located, within } from '../kube/address.ts'
import { globMatch } from '../kube/glob.ts'
import { type Seen, someOf } from '../kube/lookup.ts'
import { isFilledIn, whyFilledIn } from '../kube/placeholders.ts'
import { cleanPath } from '../pods/container.ts'
import type { ContainerFiles, File, Part, UnseenLines } from '../pods/files.ts'

/** One `key = value` line with its place. */
export interface Setting extends Located<string> {
  readonly key: string
  /** The key itself, for findings about the key and not about its value. */
  readonly keyAt: Address
  /** This very line, where a key is set more than once: `at` is the line that counts. */
  readonly lineAt: Address
  /** 1-based, in its file. */
  readonly line: number
  /** Whether a `#` directly behind the value cuts it short. */
  readonly cut: boolean
  /** Written by whoever makes the pods or by the image, not by the user. */
  readonly generated: boolean
  /** Why the value is not known: it is filled in before it reaches the cluster. */
  readonly open?: string
}

/** A line that is no setting, with what it was meant to be where that is clear. */
export interface ConfProblem extends ConfError {
  readonly at: Address
  /** The line as `key = value`. */
  readonly mended: string | undefined
}

/** A configuration file in the new format, or a piece of one, in the order the broker reads them. */
export interface ConfFile {
  readonly path: string
  readonly at: Address
  readonly settings: readonly Setting[]
  readonly errors: readonly ConfProblem[]
  /** Why its text was not read. */
  readonly unread?: string
  readonly generated: boolean
  readonly sensitive: boolean
  /** Set where this piece was not seen. */
  readonly unseen?: UnseenLines
}

/** How the files of a node are read, and what is around the one that is. */
interface Reading {
  readonly files: ContainerFiles
  readonly dialect: ConfDialect
  /** Why a file that nobody mounts may be there, where it may. */
  readonly unmounted: string | undefined
  /** The files that lead to this one. */
  readonly within: readonly string[]
  /** How many more files may be included, and characters read in all: a broker would read on for ever. */
  readonly left: { files: number; text: number }
}
const most = { depth: 8, files: 200, text: 1.5 * 2 ** 20 }

/**
 * Configuration files as pieces: those that their maker puts together, and what they include in its place. They are as much as one
 * ConfigMap may hold, and half as much: one file may be mounted as thousands.
 */
export function piecesOf(
  files: readonly File[],
  reading: Omit<Reading, 'within' | 'left'>,
): readonly ConfFile[] {
  const around: Reading = { ...reading, within: [], left: { files: most.files, text: most.text } }
  return files.flatMap(file => {
    if (around.left.text < 0) return []
    around.left.text -= file.value.length
    return around.left.text < 0
      ? [openPiece(file, 'there is more configuration than is read')]
      : piecesIn(file, around)
  })
}

function piecesIn(file: File, reading: Reading): readonly ConfFile[] {
  const { path, parts } = file
  return parts ? parts.flatMap(part => piecesOfPart(path, part, reading)) : piecesOfText(file, reading)
}

function piecesOfPart(path: string, part: Part, reading: Reading): readonly ConfFile[] {
  if (part.is === 'text') return piecesOfText({ ...part, path }, reading)
  return [part.is === 'line' ? lineOf(path, part) : unseenPiece(path, part)]
}

const unseenPiece = (path: string, unseen: UnseenLines): ConfFile => ({
  ...{ path, at: unseen.at, settings: [], errors: [], generated: true, sensitive: false },
  unseen,
})

/** A line around a value of the user's: the key has no place of its own. */
function lineOf(path: string, { key, value, at, sensitive = false }: Part & { is: 'line' }): ConfFile {
  const secret = sensitive || isSecret(key)
  const setting: Setting = {
    ...{ key, value, at, keyAt: at, lineAt: at, line: 1, cut: false, generated: false },
    ...(secret ? { sensitive: true } : {}),
  }
  return { path, at, settings: [setting], errors: [], generated: true, sensitive }
}

/** The settings of a text; what its lines that are filled in will be is not known. */
function piecesOfText(file: File, reading: Reading): readonly ConfFile[] {
  const value = withoutOpenLines(file.value)
  const pieces = piecesOfLines(value === undefined ? file : { ...file, value }, reading)
  return value === undefined ? pieces : [...pieces, openLines(file)]
}

const openLines = ({ path, at }: File): ConfFile =>
  unseenPiece(path, { why: whyFilledIn(`a line of ${path}`), at, maySet: () => true, isUsers: true })

/** Whether a line is no setting, and becomes some: `${EXTRA}`. */
function isOpenLine({ value, at }: File, line: number): boolean {
  const span = isFilledIn(value, at.object) ? lineSpan(value, line) : undefined
  return span !== undefined && isFilledIn(value.slice(span.start, span.end), at.object)
}

/** The settings of a text, in as many pieces as `include` lines cut it into. */
function piecesOfLines(file: File, reading: Reading): readonly ConfFile[] {
  const { entries, errors: refused, includes, unread } = parseConf(file.value, reading.dialect)
  const errors = refused.filter(({ line }) => !isOpenLine(file, line))
  const open = errors.length < refused.length ? [openLines(file)] : []
  const seen = new Map<string, number>()
  const nth = (key: string): number => {
    const count = seen.get(key) ?? 0
    seen.set(key, count + 1)
    return count
  }
  const settings = entries.map(entry => settingOf(file, entry, nth(entry.key)))
  const whole: ConfFile = {
    path: file.path,
    at: file.at,
    settings,
    errors: errors.map(error => problemOf(file, error)),
    generated: file.generated === true,
    sensitive: file.sensitive ?? false,
    ...(unread === undefined ? {} : { unread }),
  }
  if (includes.length === 0) return [whole, ...open]
  const pieces: ConfFile[] = []
  let from = 0
  for (const { path, span } of includes) {
    if (isSpent(reading)) break
    let to = from
    while (to < entries.length && (entries[to]?.keySpan.start ?? 0) < span.start) to++
    pieces.push({ ...whole, settings: settings.slice(from, to), errors: [] })
    for (const piece of included(file, path, reading)) pieces.push(piece)
    from = to
  }
  // What is wrong in it is said once. What was not followed may come last.
  const rest = { ...whole, settings: settings.slice(from) }
  return [...pieces, rest, ...(isSpent(reading) ? [notFollowed(file)] : []), ...open]
}

const isSpent = ({ left }: Reading): boolean => left.files < 0 || left.text < 0

const notFollowed = (file: File): ConfFile => openPiece(file, `${file.path} includes more than is followed`)
const openPiece = ({ path, at }: File, why: string): ConfFile =>
  unseenPiece(path, { why, at, maySet: () => true })

/**
 * What an `include` line brings: the files that its last part, perhaps a pattern, names in a folder relative to that of the
 * file itself, by name. Nothing where there is none: the broker says nothing either.
 * Source: cuttlefish_conf.erl, fold_conf_files/2, the same from 2.6.0 to 3.6.0; tried on 3.10.8 and 4.3.6.
 */
function included(file: File, name: string, reading: Reading): readonly ConfFile[] {
  const around = [...reading.within, file.path]
  const target = cleanPath(resolved(name.startsWith('/') ? name : `${folderOf(file.path)}/${name}`))
  const seen = name.includes('*') ? inFolder(target, reading.files) : fileAt(target, reading.files)
  const { left } = reading
  // What is looked at costs something, too.
  left.text -= name.length + seen.items.length
  const pieces = seen.items.flatMap(item => {
    if (isSpent(reading)) return []
    if (around.includes(item.path) || around.length > most.depth) return [notFollowed(file)]
    left.files--
    left.text -= item.value.length
    return isSpent(reading) ? [notFollowed(file)] : piecesIn(item, { ...reading, within: around })
  })
  const { unmounted } = reading
  const mayBe = pieces.length === 0 && reading.files.mountOf(target) === undefined ? unmounted : undefined
  const why = seen.complete ? mayBe : seen.why
  return why === undefined ? pieces : [...pieces, openPiece(file, why)]
}

function fileAt(path: string, files: ContainerFiles): Seen<File> {
  const file = files.read(path)
  return someOf(file.state === 'found' ? [file.value] : [], file.state === 'unknown' ? file.why : undefined)
}

function inFolder(pattern: string, files: ContainerFiles): Seen<File> {
  const folder = files.list(folderOf(pattern))
  return { ...folder, items: folder.items.filter(({ path }) => globMatch(pattern, path)) }
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

/** A path without `..`. */
function resolved(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

function problemOf(file: File, error: ConfError): ConfProblem {
  const span = lineSpan(file.value, error.line)
  return {
    ...error,
    at: within(file.at, { as: 'conf' }, error.line),
    mended: span && mendedLine(file.value.slice(span.start, span.end)),
  }
}

function settingOf(file: File, { key, value, valueSpan, line }: ConfEntry, nth: number): Setting {
  const generated = file.generated === true
  const place = generated ? file.at : within(file.at, { as: 'conf' }, key)
  return {
    key,
    value,
    at: place,
    keyAt: generated ? place : keyOf(place),
    lineAt: generated ? place : within(place, nth),
    line,
    cut: file.value[valueSpan.end] === '#',
    generated,
    ...(isFilledIn(value, file.at.object) ? { open: whyFilledIn(key) } : {}),
    ...(isSensitive(file, key) ? { sensitive: true } : {}),
  }
}

/** Values that must not be printed: all of a Secret, and whatever the schema calls a secret. */
const isSensitive = (file: File, key: string): boolean => file.sensitive === true || isSecret(key)
