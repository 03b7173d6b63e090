import type { JsonPatchOp } from '../../../model/kube/edit.ts'
import { isArray, isObject, type Json } from '../../../model/kube/json.ts'
import { toPointer } from '../../../model/kube/json-pointer.ts'
import type { Choices } from '../yaml/random-yaml.ts'

type Path = readonly (string | number)[]

const scalars: readonly Json[] = [
  'new',
  'yes',
  '0777',
  '',
  ' lead',
  'trail ',
  'two words',
  'a: b',
  'x #y',
  '# c',
  '{a}',
  '- x',
  "it's",
  '"q"',
  'é',
  '1.5',
  '~',
  '*x',
  '&x',
  '!x',
  '%x',
  '@x',
  '`x',
  'a,b',
  '22:22',
  '2001-01-01',
  'http://x/y',
  'one\ntwo\n',
  'one\ntwo',
  '\n',
  '\n\nx\n',
  'x\n\n',
  '  deep\nx\n',
  '\tx\ny\n',
  'a\n  b\n\n# c\nd\n',
  'k = 1\nline\n',
  'text\r\nmore',
  'bell\u0007',
  '\u2028',
  'a\u00a0b',
  1,
  0,
  -5,
  1.5,
  1e21,
  true,
  false,
  null,
]
const keys = [
  'new',
  'on',
  'x.y',
  'a/b~c',
  '',
  'two words',
  '5',
  '__proto__',
  'q: k',
  'zz',
  '<<',
  '# k',
  'null',
  '1.50',
]

/** Any operation that fits a value: what is there replaced or removed, members and items added. Undefined for a scalar. */
export function randomOperation(value: Json, choices: Choices): JsonPatchOp | undefined {
  const places = placesIn(value, [])
  const path = places[choices.below(places.length)]
  if (path === undefined) return undefined
  const at = valueAt(value, path)
  const kind = choices.below(4)
  if (kind === 1 && path.length > 0) return { op: 'remove', path: toPointer(path) }
  if (kind > 1 && isObject(at)) {
    return {
      op: 'add',
      path: toPointer([...path, choices.of('new', ...keys)]),
      value: randomValue(choices, 2),
    }
  }
  if (kind > 1 && isArray(at)) {
    const place = choices.rarely(2) ? choices.below(at.length + 1) : '-'
    return { op: 'add', path: toPointer([...path, place]), value: randomValue(choices, 2) }
  }
  return path.length === 0
    ? undefined
    : { op: 'replace', path: toPointer(path), value: randomValue(choices, 2) }
}

function placesIn(value: Json, path: Path): readonly Path[] {
  if (isArray(value)) return [path, ...value.flatMap((item, index) => placesIn(item, [...path, index]))]
  if (!isObject(value)) return [path]
  return [path, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...path, key]))]
}

function valueAt(value: Json, path: Path): Json {
  let found = value
  for (const step of path)
    found = isArray(found) ? (found[Number(step)] ?? null) : isObject(found) ? (found[step] ?? null) : null
  return found
}

function randomValue(choices: Choices, depth: number): Json {
  const kind = depth === 0 ? 0 : choices.below(5)
  const many = Array.from({ length: kind > 2 ? choices.below(3) : 0 })
  if (kind === 3) return many.map(() => randomValue(choices, depth - 1))
  if (kind === 4)
    return Object.fromEntries(many.map(() => [choices.of('new', ...keys), randomValue(choices, depth - 1)]))
  return choices.of('new', ...scalars)
}
