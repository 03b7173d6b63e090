import { bodiesOf, type Mutant, statementStarts } from './mutants.ts'

/** A mutant with the number by which it is switched on. */
export interface Numbered extends Mutant {
  readonly id: number
}

interface Wrap {
  readonly start: number
  readonly end: number
  readonly before: string
  readonly after: string
}

/**
 * The module with all these mutants in it, each behind a switch, so that one bundle runs any of them: `$m(id)` tells whether
 * it is on, `$f(number)` that a function of the module runs.
 */
export function instrumented(source: string, mutants: readonly Numbered[], number: number): string {
  const starts = statementStarts(source)
  const wraps = [
    ...bodiesOf(source).map(
      (body): Wrap =>
        body.isBlock
          ? { start: body.start + 1, end: body.start + 1, before: `$f(${number});`, after: '' }
          : { ...body, before: `($f(${number}),(`, after: '))' },
    ),
    ...mutants.map(mutant => wrapOf(mutant, starts)),
  ]
  // From the outer to the inner: what opens first closes last.
  const opening = [...wraps].sort((a, b) => a.start - b.start || b.end - a.end)
  const inserts = [
    ...opening.map(({ start, before }, rank) => ({ at: start, text: before, order: rank })),
    ...opening.map(({ end, after }, rank) => ({ at: end, text: after, order: -1 - rank })),
  ].sort((a, b) => a.at - b.at || a.order - b.order)
  let [text, from] = ['', 0]
  for (const { at, text: added } of inserts) {
    text += source.slice(from, at) + added
    from = at
  }
  return text + source.slice(from)
}

function wrapOf({ id, start, end, text, form }: Numbered, starts: ReadonlySet<number>): Wrap {
  if (form === 'statement') return { start, end, before: `{if(!$m(${id})){`, after: '}}' }
  if (form === 'body') return { start: start + 1, end: start + 1, before: `if($m(${id}))return;`, after: '' }
  const lead = starts.has(start) ? '0,' : ''
  return { start, end, before: `${lead}($m(${id})?(${text}):(`, after: '))' }
}
