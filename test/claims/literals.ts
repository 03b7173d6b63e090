import ts from 'typescript'

/** A text of the source that may be printed: one variant of a literal, with gaps where something else is put in. */
export interface Literal {
  readonly line: number
  /** The variant, with `…` for what is put in. */
  readonly shown: string
  /** Whether a printed text shows it: its fixed parts, in order. */
  readonly isIn: (text: string) => boolean
}

/** Members whose value is printed, whatever it looks like. */
const printed: ReadonlySet<string> = new Set(['message', 'why', 'help', 'title'])
/** What a rule says about itself: its page shows it, no finding does. */
const selfDescription: ReadonlySet<string> = new Set([
  'id',
  'group',
  'title',
  'worst',
  'when',
  'single',
  'family',
  'rationale',
  'sources',
  'evidence',
  'example',
  'log',
])
const makers = /^(cluster|policy|object|document|suppression|change)Rule$/

/**
 * All texts of a module that a finding may print, variants one by one: `a ${x ? 'b' : 'c'} d` is two. A literal counts where it has two
 * words or is the value of a printed member; what a rule says about itself, errors and reasons for "not evaluated" do not.
 */
export function literalsOf(file: string, source: string): readonly Literal[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const literals: Literal[] = []
  const visit = (node: ts.Node, isPrinted: boolean): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isElsewhere(node)) return
    if (ts.isPropertyAssignment(node)) {
      visit(node.initializer, printed.has(node.name.getText()))
      return
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1
      for (const parts of variantsOf(node))
        if (isText(parts, isPrinted)) literals.push({ line, ...literal(parts) })
      if (ts.isTemplateExpression(node))
        for (const span of node.templateSpans) visitInside(span.expression, visit)
      return
    }
    if (ts.isConditionalExpression(node)) {
      visit(node.condition, false)
      visit(node.whenTrue, isPrinted)
      visit(node.whenFalse, isPrinted)
      return
    }
    const passes = ts.isParenthesizedExpression(node) || isFallback(node)
    ts.forEachChild(node, child => visit(child, passes && isPrinted))
  }
  visit(tree, false)
  return literals
}

/** What `variantsOf` put into the template already is not visited again; all else in it is. */
function visitInside(node: ts.Expression, visit: (node: ts.Node, isPrinted: boolean) => void): void {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
    if (ts.isTemplateExpression(node))
      for (const span of node.templateSpans) visitInside(span.expression, visit)
  } else if (ts.isConditionalExpression(node)) {
    visit(node.condition, false)
    visitInside(node.whenTrue, visit)
    visitInside(node.whenFalse, visit)
  } else if (ts.isParenthesizedExpression(node)) visitInside(node.expression, visit)
  else if (isFallback(node)) {
    visitInside(node.left, visit)
    visitInside(node.right, visit)
  } else visit(node, false)
}

const isFallback = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) &&
  [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken].includes(node.operatorToken.kind)

/** Not printed by a finding: the rule's own description, errors, and why something is not known. */
function isElsewhere(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText())
  if (ts.isCallExpression(node)) return /^(unknown|someOf|tell\.gap)$/.test(node.expression.getText())
  if (!ts.isPropertyAssignment(node)) return false
  const name = node.name.getText()
  const owner = node.parent.parent
  if (ts.isCallExpression(owner) && makers.test(owner.expression.getText())) return selfDescription.has(name)
  return name === 'why' && isUnknown(node.parent)
}
const isUnknown = (node: ts.ObjectLiteralExpression): boolean =>
  node.properties.some(member => /^(complete: false|state: 'unknown'|is: 'unseen')$/.test(member.getText()))

/** Fixed parts; between two of them something is put in. */
type Parts = readonly string[]
const hole: Parts = ['', '']

function variantsOf(node: ts.Expression): readonly Parts[] {
  if (ts.isStringLiteralLike(node)) return [[node.text]]
  if (ts.isParenthesizedExpression(node)) return variantsOf(node.expression)
  if (ts.isConditionalExpression(node)) return [...variantsOf(node.whenTrue), ...variantsOf(node.whenFalse)]
  if (isFallback(node)) return [...variantsOf(node.left), ...variantsOf(node.right)]
  if (!ts.isTemplateExpression(node)) return [hole]
  return node.templateSpans.reduce<readonly Parts[]>(
    (before, span) =>
      before.flatMap(left =>
        variantsOf(span.expression).map(middle => joined(joined(left, middle), [span.literal.text])),
      ),
    [[node.head.text]],
  )
}
const joined = (left: Parts, right: Parts): Parts => [
  ...left.slice(0, -1),
  `${left.at(-1)}${right[0]}`,
  ...right.slice(1),
]

/** JSON, and a line of rabbitmq.conf, in examples. */
const isConfiguration = (text: string): boolean => /^\s*(?:[[{"]|[\w.]+ = )/.test(text)

/** Manifests have several lines; names, keys and paths have no blank. */
function isText(parts: Parts, isPrinted: boolean): boolean {
  const fixed = parts.join(' ')
  if (fixed.includes('\n') || !/[a-z]{2}/i.test(fixed) || isConfiguration(fixed)) return false
  return isPrinted || parts.some(part => / /.test(part) && /[a-z]{2}/i.test(part))
}

function literal(parts: Parts): Omit<Literal, 'line'> {
  return { shown: parts.join('…'), isIn: text => hasInOrder(text, parts) }
}

function hasInOrder(text: string, parts: Parts): boolean {
  let from = 0
  for (const part of parts) {
    const found = text.indexOf(part, from)
    if (found < 0) return false
    from = found + part.length
  }
  return true
}
