import { isString, listOf, member } from '../kube/json.ts'
import type { Container } from './container.ts'

/**
 * The variables of a container that have to be written anew to change a part of another one's value: those in whose own text the part
 * stands, found by the references `$(NAME)`. The variable itself where none is seen.
 * @param isIn whether a text holds the part
 */
export function variablesToChange(
  { value }: Container,
  name: string,
  isIn: (text: string) => boolean,
): readonly string[] {
  const written = new Map(
    listOf(value.env).flatMap(variable => {
      const [own, text] = [member(variable, 'name'), member(variable, 'value')]
      return isString(own) && isString(text) ? [[own, text] as const] : []
    }),
  )
  const seen = new Set<string>()
  const holders: string[] = []
  const open = [name]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const text = written.get(next)
    if (text === undefined || seen.has(next)) continue
    seen.add(next)
    if (isIn(text)) holders.push(next)
    open.push(...[...text.matchAll(/\$\(([A-Za-z_][\w.-]*)\)/g)].flatMap(([, other]) => other ?? []))
  }
  return holders.length > 0 ? holders : [name]
}
