/** Just enough Erlang to read cuttlefish schema files: tokens, forms, and terms without funs. */

export type Term =
  | number
  | string
  | { readonly atom: string }
  | { readonly tuple: readonly Term[] }
  | readonly Term[]

interface Token {
  readonly kind: 'atom' | 'string' | 'number' | 'variable' | 'punctuation'
  readonly text: string
}
/** The tokens of one form, without the final dot. */
export type Form = readonly Token[]

const TOKEN =
  /\s+|%[^\n]*|(\.(?=\s|%|$))|(\$\\?[^\n])|"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|([a-z][A-Za-z0-9_@]*)|([A-Z_][A-Za-z0-9_@]*)|(\d+#[0-9A-Za-z_]+|\d+\.\d+(?:[eE][+-]?\d+)?|\d+)|(->|=:=|=\/=|=<|>=|==|\/=|\|\||<-|<<|>>|\+\+|--|::|[\s\S])/gy

/** Splits schema text into forms. Throws when a form has no final dot. */
export function forms(text: string): Form[] {
  const all: Form[] = []
  let form: Token[] = []
  for (const match of text.matchAll(new RegExp(TOKEN.source, 'gy'))) {
    const [, dot, char, string, quoted, atom, variable, number, punctuation] = match
    if (dot !== undefined) {
      all.push(form)
      form = []
    } else if (string !== undefined) form.push({ kind: 'string', text: unescaped(string) })
    else if (quoted !== undefined) form.push({ kind: 'atom', text: unescaped(quoted) })
    else if (atom !== undefined) form.push({ kind: 'atom', text: atom })
    else if (variable !== undefined) form.push({ kind: 'variable', text: variable })
    else if (number !== undefined || char !== undefined)
      form.push({ kind: 'number', text: number ?? char ?? '' })
    else if (punctuation !== undefined) form.push({ kind: 'punctuation', text: punctuation })
  }
  if (form.length > 0) throw new Error(`form without a final dot: ${form.map(token => token.text).join(' ')}`)
  return all
}

/** Reads one term that holds no fun and no variable. Throws otherwise. */
export function term(form: Form): Term {
  const [value, end] = read(form, 0)
  if (end !== form.length) throw new Error(`text after the term: ${form[end]?.text}`)
  return value
}

/** The source of a form in one spelling, whatever its layout and comments; for telling whether a body changed. */
export const normalised = (form: Form): string =>
  form.map(token => (token.kind === 'string' ? JSON.stringify(token.text) : token.text)).join(' ')

function read(form: Form, at: number): [Term, number] {
  const token = form[at]
  if (!token) throw new Error('term ends early')
  if (token.kind === 'string') return strings(form, at)
  if (token.kind === 'atom') return [{ atom: token.text }, at + 1]
  if (token.kind === 'number') return [Number(token.text), at + 1]
  if (token.text === '-') {
    const [value, end] = read(form, at + 1)
    return [-Number(value), end]
  }
  if (token.text === '[') return items(form, at + 1, ']')
  if (token.text === '{') {
    const [tuple, end] = items(form, at + 1, '}')
    return [{ tuple }, end]
  }
  throw new Error(`no plain term: ${token.text}`)
}

/** Neighbouring string literals are one string. */
function strings(form: Form, start: number): [string, number] {
  let text = ''
  let at = start
  for (let token = form[at]; token?.kind === 'string'; token = form[++at]) text += token.text
  return [text, at]
}

function items(form: Form, start: number, close: string): [Term[], number] {
  const all: Term[] = []
  let at = start
  while (form[at]?.text !== close) {
    const [value, end] = read(form, at)
    all.push(value)
    at = form[end]?.text === ',' ? end + 1 : end
    if (form[end]?.text !== ',' && form[end]?.text !== close) throw new Error(`expected ',' or '${close}'`)
  }
  return [all, at + 1]
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', s: ' ' }
const unescaped = (text: string): string =>
  text.replace(/\\([\s\S])/g, (_, char: string) => escapes[char] ?? char)
