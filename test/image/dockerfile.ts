import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../process.ts'

/** An instruction of the Dockerfile: its name, and all that follows as one line. */
export interface Instruction {
  readonly name: string
  readonly text: string
}

/** The stages of the Dockerfile, each from its FROM on. */
export function stages(): readonly (readonly Instruction[])[] {
  const lines = readFileSync(join(root, 'Dockerfile'), 'utf8')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('#'))
  const instructions = lines.map(line => {
    const [, name = '', text = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    return { name, text: text.trim() }
  })
  const all: Instruction[][] = []
  for (const one of instructions) {
    if (one.name === 'FROM') all.push([])
    all.at(-1)?.push(one)
  }
  return all
}

/** The texts of an instruction in a stage. */
export const textsOf = (stage: readonly Instruction[] | undefined, name: string): readonly string[] =>
  (stage ?? []).filter(one => one.name === name).map(({ text }) => text)

/** What .dockerignore lets in, of files by their paths: all is left out but what an exception names. */
export function isSent(path: string): boolean {
  const lines = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')
  return lines.some(
    line => line.startsWith('!') && (path === line.slice(1) || path.startsWith(`${line.slice(1)}/`)),
  )
}
