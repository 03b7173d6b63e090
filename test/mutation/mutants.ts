import ts from 'typescript'

/** One small change to the code: what stands from `start` to `end` becomes `text`. */
export interface Mutant {
  readonly file: string
  readonly line: number
  readonly start: number
  readonly end: number
  readonly what: string
  readonly text: string
  /** An expression that becomes another one, a statement that is left out, a body that is left at once. */
  readonly form: 'expression' | 'statement' | 'body'
}

const swapped: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
])
const otherMethod: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
}
const dropped: ReadonlySet<string> = new Set([
  ...['filter', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed', 'trim', 'toLowerCase', 'toUpperCase'],
])

/** All mutants of a module, in the order of their places. */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const all: Mutant[] = []
  const add = (node: ts.Node, text: string, form: Mutant['form'] = 'expression'): void => {
    const start = node.getStart(tree)
    const { line } = tree.getLineAndCharacterOfPosition(start)
    all.push({ file, line: line + 1, start, end: node.end, what: source.slice(start, node.end), text, form })
  }
  const visit = (node: ts.Node): void => {
    if (isOfTypes(node)) return
    mutate(node, add)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return all
}

const isOfTypes = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node)

type Add = (node: ts.Node, text: string, form?: Mutant['form']) => void

function mutate(node: ts.Node, add: Add): void {
  ofConditions(node, add)
  ofOperators(node, add)
  ofConstants(node, add)
  ofCalls(node, add)
  ofFlow(node, add)
}

function ofConditions(node: ts.Node, add: Add): void {
  const condition =
    ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node) || ts.isForStatement(node)
        ? node.condition
        : undefined
  if (condition === undefined || isNegation(condition)) return
  // Of an equality the operator is mutated, which is the same.
  const isEquality = ts.isBinaryExpression(condition) && /^[!=]==$/.test(condition.operatorToken.getText())
  if (!isEquality) add(condition, `!(${condition.getText()})`)
}
const isNegation = (node: ts.Node): node is ts.PrefixUnaryExpression =>
  ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken

function ofOperators(node: ts.Node, add: Add): void {
  if (isNegation(node)) add(node, node.operand.getText())
  if (!ts.isBinaryExpression(node)) return
  const { left, operatorToken, right } = node
  if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) add(node, left.getText())
  const other = swapped.get(operatorToken.kind)
  const joinsTexts =
    operatorToken.kind === ts.SyntaxKind.PlusToken && [left, right].some(side => isText(side))
  if (other !== undefined && !joinsTexts) add(node, `${left.getText()} ${other} ${right.getText()}`)
}
const isText = (node: ts.Node): boolean =>
  ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)

function ofConstants(node: ts.Node, add: Add): void {
  const { parent } = node
  const isName = parent !== undefined && 'name' in parent && parent.name === node
  if (isName || isImported(node)) return
  if (ts.isNumericLiteral(node)) add(node, `${node.getText()} + 1`)
  if (ts.isBigIntLiteral(node)) add(node, `${node.getText()} + 1n`)
  if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false')
  if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true')
  if (isText(node) && !ts.isTaggedTemplateExpression(parent) && !/^(?:''|``)$/.test(node.getText()))
    add(node, "''")
  if (ts.isRegularExpressionLiteral(node)) add(node, '/(?!)/')
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isAssigned(node)) add(node, '[]')
  if (ts.isSpreadElement(node)) add(node.expression, '[]')
  if (ts.isSpreadAssignment(node)) add(node.expression, '{}')
}
const isImported = ({ parent }: ts.Node): boolean =>
  parent !== undefined &&
  ts.isCallExpression(parent) &&
  parent.expression.kind === ts.SyntaxKind.ImportKeyword
const isAssigned = ({ parent, pos }: ts.Node): boolean =>
  ts.isBinaryExpression(parent) &&
  parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  parent.left.pos === pos

function ofCalls(node: ts.Node, add: Add): void {
  if (isChain(node)) {
    const mark = firstQuestion(node)
    const start = node.getStart()
    const text = node.getText()
    const at = mark.getStart() - start
    const rest = text.slice(at + 2)
    add(node, `${text.slice(0, at)}${/^[[(]/.test(rest) ? '' : '.'}${rest}`)
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return
  const { expression: object, name } = node.expression
  const other = Object.hasOwn(otherMethod, name.text) ? otherMethod[name.text] : undefined
  const at = name.getStart() - node.getStart()
  const text = node.getText()
  if (other !== undefined) add(node, `${text.slice(0, at)}${other}${text.slice(at + name.text.length)}`)
  if (dropped.has(name.text)) add(node, object.getText())
}
/** The whole of an optional chain, which ends as one. */
const isChain = (node: ts.Node): node is ts.OptionalChain =>
  ts.isOptionalChain(node) && !(ts.isOptionalChain(node.parent) && node.parent.expression === node)
function firstQuestion(chain: ts.OptionalChain): ts.Node {
  let [node, mark]: [ts.Node, ts.Node | undefined] = [chain, undefined]
  while (ts.isOptionalChain(node)) {
    mark = ('questionDotToken' in node ? node.questionDotToken : undefined) ?? mark
    node = node.expression
  }
  return mark ?? chain
}

function ofFlow(node: ts.Node, add: Add): void {
  if (
    ts.isExpressionStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isBreakStatement(node) ||
    ts.isThrowStatement(node)
  )
    add(node, '', 'statement')
  if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
    const body = node.body as ts.ConciseBody
    if (!ts.isBlock(body)) add(body, 'undefined')
    else if (body.statements.length > 0) add(body, '{}', 'body')
  }
  if (ts.isReturnStatement(node) && node.expression !== undefined && !isWholeBody(node))
    if (node.expression.getText() !== 'undefined') add(node.expression, 'undefined')
}
const isWholeBody = ({ parent }: ts.Node): boolean =>
  ts.isBlock(parent) && parent.statements.length === 1 && ts.isFunctionLike(parent.parent)

/** The bodies of functions, where it shows whether anything of a module runs. */
export function bodiesOf(
  source: string,
): readonly { readonly start: number; readonly end: number; readonly isBlock: boolean }[] {
  const tree = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest, true)
  const bodies: { start: number; end: number; isBlock: boolean }[] = []
  const visit = (node: ts.Node): void => {
    if (isOfTypes(node)) return
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const body = node.body as ts.ConciseBody
      bodies.push({ start: body.getStart(tree), end: body.end, isBlock: ts.isBlock(body) })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return bodies
}

/** Whether a place is the start of a statement, where a parenthesis would go on with the line above. */
export function statementStarts(source: string): ReadonlySet<number> {
  const tree = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest, true)
  const starts = new Set<number>()
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node)) starts.add(node.getStart(tree))
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return starts
}
