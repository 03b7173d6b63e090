/** What ends the name of a key that holds a credential: in manifests, rabbitmq.conf, definitions and variables. */
const words =
  '(?:pass(?:word|wd|phrase)?|password_hash|cookie|token|secret|credentials?|private[-_.]?key|api[-_.]?key)'
const quoted = `"(?:[^"\\\\]|\\\\.)*"?|'[^']*'?`
const assigned = (plain: string): RegExp =>
  new RegExp(
    `(${words}\\\\?["']?[ \\t]*[:=][ \\t]*)(?!true\\b|false\\b|[|>][-+\\d]*[ \\t]*$)(${quoted}|${plain})`,
    'gi',
  )
const variable = (plain: string): RegExp =>
  new RegExp(
    `(\\bname[ \\t]*:[ \\t]*["']?[\\w.-]*${words}["']?[ \\t]*,[ \\t]*value[ \\t]*:[ \\t]*)(${quoted}|${plain})`,
    'gi',
  )

/** A value that no quotes hold ends with the line, or with its member where the line is written with braces. */
const inLines = '[^\\s{"\'].*'
const inBraces = '[^\\s{"\'][^,}]*'
const patterns = {
  lines: [assigned(inLines), variable(inLines)],
  braces: [assigned(inBraces), variable(inBraces)],
}
/** A password in a URL, and those that commands take as an argument. */
const inText: readonly RegExp[] = [
  /(:\/\/[^\s/:@]*:)([^\s/@]+)(?=@)/g,
  /(\b(?:add_user|change_password|authenticate_user)["',\s]+[^\s"',]+["',\s]+)([^\s"',;]+)/g,
  /((?:^|[\s"'])(?:-u|--user)(?:["',\s]+|=)[^\s"',:]*:)([^\s"',]+)/g,
  /(\brabbitmqadmin\b[^\n]{0,200}?[\s"'](?:-p|--password)(?:["',\s]+|=))([^\s"',]+)/g,
  // A line of rabbitmq.conf without its equals sign.
  new RegExp(`^([ \\t]*[\\w.]{0,100}${words}[ \\t]+)([^\\s:=].*)$`, 'gi'),
]
const credentialName = new RegExp(`${words}["']?[ \\t]*(?:#.*)?$`, 'i')
const opensBlock = new RegExp(`${words}["']?[ \\t]*:[ \\t]*[|>][-+\\d]*[ \\t]*(?:#.*)?$`, 'i')

/** Members of a Secret that are no secret. */
const open =
  /^[ \t]*(?:- +)*(?:(?:["']?(?:kind|apiVersion)["']?|metadata|name|namespace|labels|annotations|type)[ \t]*:|["']?(?:data|stringData|metadata|items)["']?[ \t]*:[ \t]*(?:(?:[{[]|[|>][-+\d]*)[ \t]*)?(?:#.*)?$)/
const keyed = /^[ \t]*(?:- +)*["']?[\w./-]+["']?[ \t]*:(?=[ \t]|$)/

const stars = (text: string): string => '*'.repeat(text.length)
const starsFrom = (line: string, from: number): string =>
  line.slice(0, from) + line.slice(from).replace(/\S/g, '*')
const indentOf = (line: string): number => line.length - line.trimStart().length

/**
 * Lines of a file as they may be shown, by index. What follows a key that names a credential, a block below such a key,
 * every value of a Secret and the passwords within URLs and commands give way to as many stars, so that columns stay true.
 * @param isSecret all of the file goes into a Secret
 */
export function redactor(lines: readonly string[], isSecret = false): (index: number) => string {
  const inSecret = isSecret ? () => true : secretLines(lines)
  const inDefinitions = definitionLines(lines, isSecret)
  return index => {
    const line = lines[index] ?? ''
    if (inSecret(index) && !inDefinitions(index)) return ofSecret(line)
    if (isInCredentialBlock(lines, index)) return starsFrom(line, indentOf(line))
    if (isValueOfCredential(lines, index)) return starsFrom(line, line.indexOf(':') + 1)
    const hide = (text: string, pattern: RegExp): string =>
      text.replace(pattern, (_, before: string, value: string) => before + stars(value))
    const text = inSecret(index) ? ofDefinitions(line) : line
    return [...(text.includes('{') ? patterns.braces : patterns.lines), ...inText].reduce(hide, text)
  }
}

function ofSecret(line: string): string {
  if (open.test(line) || /^[ \t]*(?:#|---|$)/.test(line)) return line
  return starsFrom(line, keyed.exec(line)?.[0].length ?? indentOf(line))
}

/** The `value:` beside a `name:` that names a credential, in either order, as container variables are written. */
function isValueOfCredential(lines: readonly string[], index: number): boolean {
  const member = /^[ \t]*(- +)?value[ \t]*:/.exec(lines[index] ?? '')
  if (!member) return false
  const beginsItem = member[1] !== undefined
  const name = /^[ \t]*(- +)?name[ \t]*:/.exec(lines[beginsItem ? index + 1 : index - 1] ?? '')
  return name !== null && (name[1] === undefined) === beginsItem && credentialName.test(name.input)
}

/** Whether the block that a line is content of, by indentation, stands below a key that names a credential. */
function isInCredentialBlock(lines: readonly string[], index: number): boolean {
  let indent = indentOf(lines[index] ?? '')
  for (let above = index - 1; above >= 0 && indent > 0; above--) {
    const line = lines[above] ?? ''
    if (line.trim() === '' || indentOf(line) >= indent) continue
    if (opensBlock.test(line)) return true
    indent = indentOf(line)
  }
  return false
}

const secretKind =
  /^[ \t-]*["']?kind["']?[ \t]*:[ \t]*["']?Secret(?:List)?["']?[ \t]*(?:[,}][ \t]*)?(?:#.*)?$/

/** Words of RabbitMQ that tell nothing: kinds of queues and exchanges, values of policies, tags of users. */
const vocabulary: ReadonlySet<string> = new Set(
  (
    '/ .* all exactly nodes automatic manual always when-synced queues exchanges classic_queues quorum_queues streams quorum ' +
    'classic stream min-masters client-local balanced drop-head reject-publish reject-publish-dlx lazy default direct topic ' +
    'fanout headers administrator monitoring management policymaker queue exchange'
  ).split(' '),
)

/** A line of definitions in a Secret: the names of its values, numbers and words of RabbitMQ are shown, other texts are not. */
const ofDefinitions = (line: string): string =>
  line.replace(/"((?:[^"\\]|\\.)*)(?:"(?=([ \t]*:)?))?/g, (text: string, word: string, colon?: string) =>
    colon !== undefined || vocabulary.has(word) ? text : stars(text),
  )

const opensText = /:[ \t]*[|>][-+\d]*[ \t]*(?:#.*)?$/
const definitionMember =
  /"(?:vhosts|users|permissions|policies|parameters|queues|exchanges|bindings|topic_permissions)"[ \t]*:/

/** The lines of blocks of text, or of a whole file, that are definitions. */
function definitionLines(lines: readonly string[], isWhole: boolean): (index: number) => boolean {
  const marked = new Set<number>()
  const mark = (start: number, end: number): void => {
    const block = lines.slice(start, end)
    const first = block.find(line => line.trim() !== '')
    if (!first?.trim().startsWith('{') || !block.some(line => definitionMember.test(line))) return
    for (let line = start; line < end; line++) marked.add(line)
  }
  if (isWhole) mark(0, lines.length)
  for (let start = 0; start < lines.length; start++) {
    const opening = lines[start] ?? ''
    if (!opensText.test(opening)) continue
    let end = start + 1
    while (
      end < lines.length &&
      ((lines[end] ?? '').trim() === '' || indentOf(lines[end] ?? '') > indentOf(opening))
    )
      end++
    mark(start + 1, end)
    start = end - 1
  }
  return index => marked.has(index)
}

/** What has a Secret made of it: values of a chart, a generator of kustomize. */
const secretKey = /^[ \t]*["']?(?:extraSecrets|secretGenerator)["']?[ \t]*:/

/** Marks the lines below each key of which a Secret is made. */
function markBlocks(lines: readonly string[], secret: boolean[]): void {
  let block = -1
  for (const [index, line] of lines.entries()) {
    const indent = indentOf(line)
    const isInside = indent > block || (indent === block && /^[ \t]*- /.test(line)) || line.trim() === ''
    if (block >= 0 && !isInside) block = -1
    if (block >= 0) secret[index] = true
    else if (secretKey.test(line)) {
      block = indent
      secret[index] = /:[ \t]*[^\s#]/.test(line)
    }
  }
}

/** Which lines belong to a document that holds a Secret, or to a part of one of which a Secret is made. */
function secretLines(lines: readonly string[]): (index: number) => boolean {
  const secret: boolean[] = []
  let start = 0
  for (let end = 0; end <= lines.length; end++) {
    if (end < lines.length && (end === start || !/^---(?:\s|$)/.test(lines[end] ?? ''))) continue
    const holds = lines
      .slice(start, end)
      .some(line => secretKind.test(line) || /[{,][ \t]*["']?kind["']?[ \t]*:[ \t]*["']?Secret\b/.test(line))
    for (let line = start; line < end; line++) secret.push(holds)
    start = end
  }
  markBlocks(lines, secret)
  return index => secret[index] ?? false
}
