import { count, visible, wrap } from '../../cli/formats/text.ts'
import type { Result } from './result.ts'

const words: Readonly<Record<Result['state'], string>> = {
  ok: 'ok',
  failed: 'FAILED',
  warning: 'warning',
  unknown: 'unknown',
}
const [width, indent] = [80, 9]

/** The results for people, or for programs. */
export function shown(results: readonly Result[], format: 'text' | 'json'): string {
  if (format === 'json')
    return `${JSON.stringify({ schema: 'warrener/doctor/v1', checks: results }, null, 2)}\n`
  return `${[...results.flatMap(linesOf), '', closing(results)].join('\n')}\n`
}

function linesOf({ check, state, says, help }: Result): readonly string[] {
  const first = folded(`${check}: ${says}`, words[state])
  return help === undefined ? first : [...first, ...folded(help, '', '→ ')]
}

const folded = (text: string, label: string, mark = ''): readonly string[] =>
  wrap(visible(text), width - indent - mark.length).map(
    (line, index) =>
      (index === 0 ? label : '').padEnd(indent) + (index === 0 ? mark : ' '.repeat(mark.length)) + line,
  )

function closing(results: readonly Result[]): string {
  const of = (state: Result['state']): number => results.filter(result => result.state === state).length
  const [failures, unseen] = [of('failed'), of('unknown')]
  const rest = unseen === 0 ? '' : ` ${count(unseen, 'check')} could not be made.`
  return failures === 0 ? `Nothing failed.${rest}` : `${count(failures, 'check')} failed.${rest}`
}
