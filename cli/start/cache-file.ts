import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

const magic = 'warrener code 2\n'
/** Behind the magic: the lengths of the source and of the compiled code, and the checksum of the latter. */
const headerBytes = magic.length + 12
/** Each command, each Node and each release of warrener has a file of its own. */
const mostFiles = 16

/**
 * The compiled code that a file holds; undefined where there is none for just this source. V8 compares no more than
 * the length of the source and runs damaged code until it crashes, so the file holds the source and a checksum too.
 */
export function readCompiled(file: string, source: Buffer): Buffer | undefined {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    return undefined
  }
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, magic.length) !== magic) return undefined
  const begin = headerBytes + bytes.readUInt32LE(magic.length)
  const isWhole = bytes.length === begin + bytes.readUInt32LE(magic.length + 4)
  if (!isWhole || !source.equals(bytes.subarray(headerBytes, begin))) return undefined
  const compiled = bytes.subarray(begin)
  return crc32(compiled) === bytes.readUInt32LE(magic.length + 8) ? compiled : undefined
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
  header.writeUInt32LE(crc32(compiled), magic.length + 8)
  const temporary = join(folder, `${name}.${process.pid}.tmp`)
  try {
    const file = openSync(temporary, 'wx', 0o600)
    try {
      for (const part of [header, source, compiled]) writeSync(file, part)
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
