import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyse } from 'scslre'
import ts from 'typescript'
import { expect, test } from './jest.ts'

const root = join(import.meta.dirname, '..')

/** An expression in the code, and where it stands. */
interface Expression {
  readonly where: string
  readonly source: string
  readonly flags: string
}

/** All that run on what users write, and on what they have logged. */
function expressionsIn(file: string): readonly Expression[] {
  const text = readFileSync(join(root, file), 'utf8')
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1
      found.push({
        where: `${file}:${line}`,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

const folders = ['facts', 'model', 'policies', 'engine', 'webhook', 'source', 'lint', 'diagnose', 'action']
const files = folders.flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => `${folder}/${name}`),
)

/**
 * How an expression takes longer than its text is, for some text: by what repeats within itself, by two parts that share what
 * they match, or by a start at each character of a run that is then read to its end. One that is sticky starts at one place.
 */
const problems = ({ source, flags }: Pick<Expression, 'source' | 'flags'>): readonly string[] =>
  analyse(
    { source, flags },
    { reportTypes: { Move: !flags.includes('y'), Self: true, Trade: true } },
  ).reports.map(({ type }) => type)

test('every expression takes as long as its text is, whatever the text', () => {
  const all = files.flatMap(expressionsIn)
  expect(all.length).toBeGreaterThan(400)
  const slow = all.flatMap(expression =>
    problems(expression).map(
      type => `${expression.where} /${expression.source}/${expression.flags}: ${type}`,
    ),
  )
  expect(slow).toEqual([])
})

test.each([
  ['^(a+)+$', '', 'Self'],
  ['^a*b?a*$', '', 'Trade'],
  [String.raw`\s+$`, '', 'Move'],
])('one that does not is found: /%s/', (source, flags, type) =>
  expect(problems({ source, flags })).toContain(type),
)

test('one that starts at one place only is none', () =>
  expect(problems({ source: String.raw`\s+$`, flags: 'y' })).toEqual([]))
