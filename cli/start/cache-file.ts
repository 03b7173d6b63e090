import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

const magic = 'warrener code 3\n'
/** Behind the magic: the lengths of the source and of the compiled code. */
const headerBytes = magic.length + 8
/** Each command, each Node and each release of warrener has a file of its own. */
const mostFiles = 16
/** What is only compared goes piece by piece through the same memory: fresh pages cost more than to read what fills them. */
const pieceBytes = 64 * 1024

/**
 * The compiled code that a file holds; undefined where there is none for just this source. V8 compares no more than
 * the length of the source and runs damaged code until it crashes, so the file holds the source too, and the compiled
 * code twice: to load what makes checksums would take longer than to compare.
 * @param memory gives so many bytes for the compiled code, once nobody needs the source any more
 */
export function readCompiled(
  file: string,
  source: Buffer,
  memory: (bytes: number) => Buffer = Buffer.allocUnsafeSlow,
): Buffer | undefined {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch {
    return undefined
  }
  try {
    return compiledIn(descriptor, source, memory)
  } catch {
    return undefined
  } finally {
    closeSync(descriptor)
  }
}

function compiledIn(file: number, source: Buffer, memory: (bytes: number) => Buffer): Buffer | undefined {
  const header = Buffer.alloc(headerBytes)
  if (readSync(file, header) !== headerBytes || header.toString('latin1', 0, magic.length) !== magic)
    return undefined
  const length = header.readUInt32LE(magic.length + 4)
  const piece = Buffer.allocUnsafeSlow(pieceBytes)
  const isWhole = fstatSync(file).size === headerBytes + source.length + 2 * length
  if (!isWhole || header.readUInt32LE(magic.length) !== source.length || !goesOn(file, source, piece))
    return undefined
  const compiled = memory(length)
  return readSync(file, compiled) === length && goesOn(file, compiled, piece) ? compiled : undefined
}

/** Whether a file goes on with just these bytes. */
function goesOn(file: number, bytes: Buffer, piece: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += piece.length) {
    const expected = bytes.subarray(at, at + piece.length)
    const read = readSync(file, piece, 0, expected.length, null)
    if (!expected.equals(piece.subarray(0, read))) return false
  }
  return true
}

/**
 * Keeps compiled code for the next run. The file appears whole or not at all, whatever else runs at the same time; the
 * oldest beside it go. Throws errors of the file system.
 */
export function writeCompiled(folder: string, name: string, source: Buffer, compiled: Buffer): void {
  const header = Buffer.alloc(headerBytes)
  header.write(magic, 'latin1')
  header.writeUInt32LE(source.length, magic.length)
  header.writeUInt32LE(compiled.length, magic.length + 4)
  const temporary = join(folder, `${name}.${process.pid}.tmp`)
  try {
    const file = openSync(temporary, 'wx', 0o600)
    try {
      for (const part of [header, source, compiled, compiled]) writeSync(file, part)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, join(folder, name))
  } finally {
    rmSync(temporary, { force: true })
  }
  for (const old of byAge(folder).slice(mostFiles)) rmSync(old, { force: true })
}

/** The files of a folder, the youngest first. */
const byAge = (folder: string): readonly string[] =>
  readdirSync(folder)
    .map(name => join(folder, name))
    .map(path => ({ path, time: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time)
    .map(({ path }) => path)
