import { redactor } from '../../source/redact.ts'

/** Erlang terms that carry a credential: `{<<"password_hash">>,<<"...">>}`, `{default_pass,<<"...">>}`. */
const inTerms = /((?:pass(?:word|wd)?(?:_hash)?|cookie|secret|token)"?(?:>>)?\s*,\s*(?:<<)?)"[^"]*"?/gi
/** Not the cookie, but a hash of it that nothing salts. Source: rabbit.erl, print_banner/0. */
const cookieHash = /(\bcookie hash\s*:\s*)\S+/g
/** What the configuration gives a key whose name is in another line. */
const refusedValue = /"[^"]*"(?= cannot be converted to| is not a valid enum value)/g

const most = 160
/** When, how bad and by which process: what stands before what a node says. */
const preamble = /^(?:\d{4}-\d\d-\d\d[T ][\d:.]+(?:[+-]\d\d:\d\d|Z)? )?(?:\[\w+\] )?(?:<[\d.]+>)?\s*(?:- )?/

/**
 * A line as it may be shown: passwords, tokens, cookies and values of the configuration give way to stars, and of a long line the part around
 * a place is left.
 * @param at index of what matters in it
 */
export function excerptOf(line: string, at: number): string {
  const shown = redactor([line])(0)
  const safe = [inTerms, cookieHash].reduce((text, pattern) => text.replace(pattern, '$1***'), shown)
  const said = safe.replace(refusedValue, '"***"').replace(preamble, '').trimEnd()
  if (said.length <= most) return said
  const from = Math.max(0, Math.min(at - most / 4, said.length - most))
  const part = said.slice(from, from + most).trim()
  return `${from > 0 ? '...' : ''}${part}${from + most < said.length ? '...' : ''}`
}
