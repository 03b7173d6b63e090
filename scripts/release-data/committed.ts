import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listReleases } from '../../facts/range-text.ts'
import { formatRelease, parseRelease } from '../../facts/release.ts'
import { type ReleaseSource, sourcesOfReleases } from '../../facts/release-sources.ts'
import { rowsOf } from '../../facts/table.ts'
import { tables } from './tables.ts'

/** What facts/data/ holds: releases that are not at hand keep their lines. */
export interface Committed {
  readonly versions: readonly string[]
  readonly sources: readonly ReleaseSource[]
  /** The lines of a table for a version; undefined when it is not in the data. */
  lines(file: string, name: string, version: string): readonly string[] | undefined
}

/** @param folder facts/data/ */
export async function committed(folder: string): Promise<Committed> {
  const texts = new Map<string, unknown>()
  for (const file of new Set(['releases', 'release-sources', ...tables.map(({ file }) => file)])) {
    const path = join(folder, `${file}.ts`)
    const module: object = existsSync(path) ? await import(path) : {}
    for (const [name, text] of Object.entries(module)) texts.set(`${file} ${name}`, text)
  }
  const releases = texts.get('releases readReleases')
  const versions = typeof releases === 'string' ? listReleases(releases).map(formatRelease) : []
  const sources = texts.get('release-sources releaseSources')
  return {
    versions,
    sources: typeof sources === 'string' ? sourcesOfReleases(sources) : [],
    lines: (file, name, version) => {
      const text = texts.get(`${file} ${name}`)
      return versions.includes(version) && typeof text === 'string' ? linesOf(text, version) : undefined
    },
  }
}

function linesOf(table: string, version: string): string[] {
  const release = parseRelease(version)
  return release === undefined || table === ''
    ? []
    : rowsOf(table, release).map(columns => columns.join('\t'))
}
