import type { Repository } from './git.ts'
import { type OwnCode, titleOf } from './own-code.ts'

/** A source file of the server that one of our own modules names as what a fact rests on. */
export interface NamedSource {
  /** Such as `rabbit_policies.erl`. */
  readonly name: string
  /** Functions of it that are named beside it; empty where the file as a whole is meant. */
  readonly functions: readonly string[]
  readonly by: string
}

/** Every `name.erl`, `.hrl`, `.ex` and `.schema` in a comment or evidence, with the functions named there. */
export const namedSources = (code: OwnCode): readonly NamedSource[] =>
  [...code].flatMap(([path, text]) =>
    [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*|where:[^}]*/g)].flatMap(([passage]) => {
      const functions = [...passage.matchAll(/\b([a-z]\w*)\/\d\b/g)].map(([, name = '']) => name)
      const names = [...passage.matchAll(/\b([a-z]\w*\.(?:erl|hrl|ex|schema))\b/g)].map(
        ([, name = '']) => name,
      )
      return [...new Set(names)].map(name => ({ name, functions, by: titleOf(path) }))
    }),
  )

/** Those that two releases have differently, comments and layout apart; with the functions that differ. */
export function changedSources(
  all: readonly NamedSource[],
  source: Repository,
  before: string,
  after: string,
): readonly NamedSource[] {
  const wanted = /\/(?:src|include|priv\/schema|lib)\/(?:.*\/)?[\w.]+\.(?:erl|hrl|ex|schema)$/
  const [old, fresh] = [textsByName(source.files(before, wanted)), textsByName(source.files(after, wanted))]
  return all.flatMap(entry => {
    const [was, is] = [old.get(entry.name), fresh.get(entry.name)]
    if ((was ?? is) === undefined || bare(was) === bare(is)) return []
    const known = entry.functions.filter(name => isDefined(name, was) || isDefined(name, is))
    const differ = known.filter(name => clauses(name, was) !== clauses(name, is))
    return known.length > 0 && differ.length === 0 ? [] : [{ ...entry, functions: differ }]
  })
}

const textsByName = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1), text]))
const bare = (text = ''): string => text.replace(/%.*$/gm, '').replace(/\s+/g, ' ').trim()
const isDefined = (name: string, text = ''): boolean => new RegExp(`^${name}\\(`, 'm').test(text)
/** The forms of a function, one after the other: from its name at the start of a line to the dot that ends a form. */
const clauses = (name: string, text = ''): string =>
  [...text.matchAll(new RegExp(`^${name}\\([\\s\\S]*?\\.\\s*$`, 'gm'))].map(([form]) => bare(form)).join('\n')
