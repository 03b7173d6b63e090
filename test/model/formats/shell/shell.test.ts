/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell has the same syntax for its variables */

import fc from 'fast-check'
import { commands, commandsOfArray, type ShellScript } from '../../../../model/formats/shell/shell.ts'
import { describe, expect, test } from '../../../jest.ts'
import { expectInside, expectProperty, mutated } from '../fuzz.ts'

/** Each command on a line: name, arguments (`?` for what is not known), `~` in front where its failure is tolerated. */
const lines = ({ commands: list }: ShellScript): string[] =>
  list.map(({ name, args, tolerated }) =>
    [(tolerated ? '~' : '') + name, ...args.map(({ value }) => value ?? '?')].join(' '),
  )
const read = (script: string): string[] => lines(commands(script))

describe('words', () => {
  test.each([
    ['a b c', ['a b c']],
    [`a 'b c' "d \\"e\\" \\$f" g\\ h`, ['a b c d "e" $f g h']],
    ["a 'it'\\''s'", ["a it's"]],
    ["a $'b\\nc'", ['a b\nc']],
    ['a \\\n b', ['a b']],
    ['a "$X" $Y ${Z:-1} $(b) `c`', ['~b', '~c', 'a ? ? ? ? ?']],
    ['a b* [c]? {d,e}', ['a b* [c]? {d,e}']],
    ['a {"b":"c","d":1}', ['a {b:c,d:1}']],
    ['"$X" a', [' a']],
    ['/usr/sbin/a b', ['a b']],
    ['A=1 B=2 a b', ['a b']],
    ['a b=c -d=e', ['a b=c -d=e']],
    ['export A=b; a', ['~export ?', 'a']],
    ['a # b\n# c\nd', ['~a', 'd']],
    ['', []],
    ['# a', []],
    ['#!/bin/sh\na', ['a']],
  ])('%j', (script, expected) => {
    expect(read(script)).toEqual(expected)
  })
})

describe('variables that are set once to plain text are followed', () => {
  test.each([
    [`D='{"a":1}'\nx "$D"`, ['x {"a":1}']],
    ['D=a\nx ${D}b "c$D"', ['x ab ca']],
    ['export D=a\nx $D', ['~export ?', 'x a']],
    ['x "$D"\nD=a', ['~x a']],
    ['D=a\nD=b\nx $D', ['x ?']],
    ['D=a\nD+=b\nx $D', ['x ?']],
    ['D=$E\nx $D', ['x ?']],
    ['D="a b"\nx $D "$D"', ['x ? a b']],
    ['D=(a b)\nx $D', ['x ?']],
    ['for D in a b; do x $D; done; D=c', ['~x ?']],
    ['read D; D=c; x $D', ['~read D', 'x ?']],
    ['D=a\nx ${D:-b} ${#D} ${D[0]}', ['x ? ? ?']],
    ['D=a\nx "${D}"', ['x a']],
  ])('%j', (script, expected) => {
    expect(read(script)).toEqual(expected)
  })
})

describe('commands wherever they stand, and which may fail', () => {
  test.each([
    ['a; b', ['~a', 'b']],
    ['a && b', ['a', 'b']],
    ['a || true', ['~a', 'true']],
    ['a || :', ['~a', ':']],
    ['a || exit 1', ['a', 'exit 1']],
    ['a || exit 0', ['~a', 'exit 0']],
    ['a || { echo no; exit 1; }', ['a', '~echo no', 'exit 1']],
    ['a || { echo no; }', ['~a', 'echo no']],
    ['a || ( b && false )', ['~a', 'b', 'false']],
    ['a || false', ['a', 'false']],
    ['a && b || true', ['~a', '~b', 'true']],
    ['a || b && c', ['~a', 'b', 'c']],
    ['a && b; c', ['~a', '~b', 'c']],
    ['set -e; a; b', ['~set -e', 'a', 'b']],
    ['set -e\na && b\nc', ['~set -e', '~a', 'b', 'c']],
    ['set -euo pipefail\na | b\nc', ['~set -euo pipefail', 'a', 'b', 'c']],
    ['set -o errexit; a; set +e; b; c', ['~set -o errexit', 'a', 'set +e', '~b', 'c']],
    ['set -- -e; a; b', ['~set -- -e', '~a', 'b']],
    ['#!/bin/sh -e\na; b', ['a', 'b']],
    ['a | b', ['~a', 'b']],
    ['! a', ['~a']],
    ['! ! a', ['a']],
    ['a & b', ['~a', 'b']],
    ['a &', ['~a']],
    ['(a; b) &', ['~a', '~b']],
    ['if a; then b; elif c; then d; else e; fi', ['~a', 'b', '~c', 'd', 'e']],
    ['until a; do b; done', ['a', 'b']],
    ['while a; do b; done', ['~a', 'b']],
    ['while ! a; do b; done', ['~a', 'b']],
    ['for x in 1 $(n); do a $x; done', ['~n', 'a ?']],
    ['for ((i=0; i<3; i++)); do a; done', ['a']],
    ['case $x in a) b;; *) c;; esac', ['b', 'c']],
    ['f() { a; b; }; f', ['~a', '~b', 'f']],
    ['{ a; b; } > log 2>&1', ['~a', 'b']],
    ['(set -e; a); b; c', ['~set -e', '~a', '~b', 'c']],
    ['[ -f x ] && a', ['[ -f x ]', 'a']],
    ['[[ -n $(a) ]] && b', ['~a', 'b']],
    ['x=$(a); b "`c`" <(d)', ['~a', '~c', '~d', 'b ? ?']],
    ['echo `a \\`b\\``', ['~b', '~a ?', 'echo ?']],
    ['coproc a', ['a']],
    ['time a', ['a']],
  ])('%j', (script, expected) => {
    expect(read(script)).toEqual(expected)
  })
})

describe('commands that run others are looked through', () => {
  test.each([
    [`sh -c 'a; b'`, ['~a', 'b']],
    [`/bin/bash -ec "a; b"`, ['a', 'b']],
    ['bash -euo pipefail -c "a; b"', ['a', 'b']],
    ['bash -o errexit -c "a; b"', ['a', 'b']],
    ['bash --login -c a', ['a']],
    ['sh +e -c "a; b"', ['~a', 'b']],
    ['sh script.sh', ['sh script.sh']],
    ['sh -c "$X"', ['sh -c ?']],
    ['sh "$X"', ['sh ?']],
    ['sh -c', ['sh -c']],
    [`sh -c 'sh -c "a b"' || true`, ['~a b', 'true']],
    ['exec a b', ['a b']],
    ['exec -a name b', ['b']],
    ['exec > log', ['exec']],
    ['env -i A=1 B=2 a b', ['a b']],
    ['env -u X a', ['a']],
    ['env', ['env']],
    ['timeout 5 a b', ['a b']],
    ['timeout -k 5 -s KILL 10s a', ['a']],
    ['timeout --signal=KILL "$T" a', ['a']],
    ['timeout 5', ['timeout 5']],
    ['nohup nice -n 5 a', ['a']],
    ['gosu rabbitmq a b', ['a b']],
    ['su-exec rabbitmq:rabbitmq a', ['a']],
    ['su rabbitmq -s /bin/sh -c "a b"', ['a b']],
    ['su - rabbitmq', ['su - rabbitmq']],
    ['runuser -u rabbitmq -- a b', ['a b']],
    ['sudo -u rabbitmq A=1 a', ['a']],
    ['tini -g -- a b', ['a b']],
    ['dumb-init a', ['a']],
    ['docker-entrypoint.sh rabbitmq-server', ['rabbitmq-server']],
    ['kubectl exec mq-0 -c mq -- a b', ['a b']],
    ['kubectl exec mq-0 -- sh -c "a b"', ['a b']],
    ['kubectl run x -- a', ['kubectl run x -- a']],
    ['kubectl get pods', ['kubectl get pods']],
    ['eval "a b"', ['a b']],
    ['eval a b', ['eval a b']],
    ['constructor a', ['constructor a']],
  ])('%j', (script, expected) => {
    expect(read(script)).toEqual(expected)
  })
})

test('command arrays', () => {
  expect(lines(commandsOfArray(['rabbitmqctl', 'set_policy', 'ha all']))).toEqual([
    'rabbitmqctl set_policy ha all',
  ])
  expect(lines(commandsOfArray(['/bin/sh', '-ec', 'a "b c"\nd']))).toEqual(['a b c', 'd'])
  expect(lines(commandsOfArray(['bash', '-c', "sleep 5; a 'x'"]))).toEqual(['~sleep 5', 'a x'])
  expect(commandsOfArray([])).toEqual(expect.objectContaining({ commands: [], errors: [] }))
})

describe('places', () => {
  const cut = (
    texts: readonly string[],
    { item, start, end }: { item: number; start: number; end: number },
  ): string => (texts[item] ?? '').slice(start, end)

  test('of words in a script', () => {
    const script = `x; a 'b c' "d" # e`
    const command = commands(script).commands[1]
    expect(command && [command.word, ...command.args].map(({ place }) => cut([script], place))).toEqual([
      'a',
      "'b c'",
      '"d"',
    ])
    expect(command && cut([script], command.place)).toBe(`a 'b c' "d"`)
  })

  test('of a part of a value', () => {
    const script = `a '{"k":"v"}' "{\\"k\\":\\"v\\"}" b\\ v x"$(v)" 'it'\\''s v' "v`
    const parts = commands(script)
      .commands.at(-1)
      ?.args.map(arg => {
        const start = arg.value?.indexOf('v') ?? 0
        return cut([script], arg.locate({ start, end: start + 1 }))
      })
    expect(parts).toEqual(['v', 'v', 'v', 'x"$(v)"', 'v', 'v'])
    const whole = commands(script).commands.at(-1)?.args[0]
    expect(whole && cut([script], whole.locate({ start: 0, end: 9 }))).toBe('{"k":"v"}')
  })

  test('inside scripts inside command arrays', () => {
    const argv = ['/bin/sh', '-c', `sh -c 'a "{\\"k\\":1}"'`]
    const [command] = commandsOfArray(argv).commands
    expect(command?.args[0]?.value).toBe('{"k":1}')
    expect(command?.args.map(({ place }) => cut(argv, place))).toEqual(['"{\\"k\\":1}"'])
    expect(command && cut(argv, command.args[0]?.locate({ start: 1, end: 4 }) ?? command.place)).toBe(
      '\\"k\\"',
    )
  })
})

describe('what a command reads and writes', () => {
  const input = (script: string): (string | undefined)[] =>
    commands(script).commands.map(command => command.input?.value)
  test.each([
    ['a <<EOF\nb $\\$ "c" \\" \\\\\nEOF', ['b $$ "c" \\" \\\n']],
    ["a <<'EOF'\nb $c \\$\nEOF", ['b $c \\$\n']],
    ['a <<-EOF\n\tb\n\tEOF', ['b\n']],
    ['a <<EOF\nb $C\nEOF', [undefined]],
    ['C=1\na <<EOF\nb $C\nEOF', ['b 1\n']],
    ['a <<< "b c"', ['b c\n']],
    ['a <<< $B', [undefined]],
    ['cat <<EOF | a -d @-\nb\nEOF', ['b\n', 'b\n']],
    ["echo '{}' | a", [undefined, '{}\n']],
    ['echo a b | c', [undefined, undefined]],
    ['ls | a', [undefined, undefined]],
    ['{ a; } <<EOF\nb\nEOF', [undefined]],
  ])('%j', (script, expected) => {
    expect(input(script)).toEqual(expected)
  })

  test('redirections', () => {
    const [command] = commands('a > /dev/null 2>&1 < "$F"').commands
    expect(command?.redirects.map(({ operator, target }) => [operator, target?.value])).toEqual([
      ['>', '/dev/null'],
      ['>&', '1'],
      ['<', undefined],
    ])
    expect(command?.args).toEqual([])
  })

  test('a here-document has its place', () => {
    const script = 'a <<EOF\nb c\nEOF\n'
    const place = commands(script).commands[0]?.input?.place
    expect(script.slice(place?.start, place?.end)).toBe('b c\n')
  })
})

test('a text that is no shell is read as far as it goes, with errors', () => {
  const { commands: list, errors } = commands('a; b "c')
  expect(list.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(errors.map(({ place }) => place)).toEqual([{ item: 0, start: 5, end: 5 }])
})

test('no error holds text of the script', () => {
  for (const script of [
    'a ) s3cret',
    '[[ a b s3cret ]]',
    'a=(s3cret&)',
    'a ;; s3cret',
    "echo 's3cret",
    'cat <<s3cret\nx',
  ])
    expect(JSON.stringify(commands(script).errors.map(({ message }) => message))).not.toContain('s3cret')
  expect(commands('a ) s3cret').errors[0]?.message).toBe('unexpected token')
})

describe('hostile texts', () => {
  test.each([
    ['nested parentheses', '('.repeat(20_000)],
    ['nested braces', '{ '.repeat(5_000)],
    ['nested substitutions', '$('.repeat(5_000)],
    ['nested arithmetic', '$(('.repeat(5_000)],
    ['a long sum', `a $((${'1+'.repeat(5_000)}1))`],
    ['many operators', `((${'-'.repeat(5_000)}1))`],
    ['a long chain', 'a && '.repeat(5_000)],
    ['a long pipeline', 'a | '.repeat(5_000)],
    ['many tests', `[[ ${'! '.repeat(5_000)} a ]]`],
    ['nested backquotes', '`'.repeat(5_000)],
    ['nested quotes', `"'`.repeat(5_000)],
    ['nested ifs', 'if '.repeat(5_000)],
    [
      'nested scripts',
      Array.from({ length: 12 }).reduce<string>(inner => `sh -c ${JSON.stringify(inner)}`, 'a'),
    ],
    ['a constant that grows', `A='${'x'.repeat(5000)}'\n${'b "$A$A$A$A$A$A$A$A"\n'.repeat(500)}`],
    ['a script that grows', `S='${'a;'.repeat(2000)}'\n${'sh -c "$S"\n'.repeat(3000)}`],
    ['many wrappers', 'exec '.repeat(5_000)],
  ])('%s', (_, script) => {
    const { commands: list } = commands(script)
    expect(list.every(({ place }) => place.start <= place.end && place.end <= script.length)).toBe(true)
    const size = list.reduce(
      (sum, { args }) => sum + args.reduce((all, { value }) => all + (value?.length ?? 0), 0),
      0,
    )
    expect(size).toBeLessThan(5 * 1024 * 1024)
  })
})

const word = fc.constantFrom(
  'a',
  'rabbitmqctl',
  "'b c'",
  '"d $E"',
  '"\\"q\\""',
  '$F',
  '$(g)',
  'h=i',
  '{"j":"k"}',
  "sh -c 'l m'",
  '-x',
)
const simple = fc.array(word, { minLength: 1, maxLength: 4 }).map(words => words.join(' '))
const { statement } = fc.letrec<{ statement: string }>(tie => ({
  statement: fc.oneof(
    { maxDepth: 3 },
    simple,
    fc
      .tuple(tie('statement'), fc.constantFrom(' && ', ' || ', ' | ', '; ', ' & ', '\n'), tie('statement'))
      .map(parts => parts.join('')),
    tie('statement').map(inner => `if ${inner}; then ${inner}; fi`),
    tie('statement').map(inner => `{ ${inner}; } > log`),
    tie('statement').map(inner => `( ${inner} )`),
    tie('statement').map(inner => `until ${inner}; do sleep 1; done`),
    simple.map(inner => `${inner} <<EOF\n{"a": 1}\nEOF\n`),
    tie('statement').map(inner => `sh -ec '${inner.replaceAll("'", `'\\''`)}'`),
    fc.constantFrom('set -e', 'A=b', 'export C="d e"', 'x=$(y)', '# z\n'),
  ),
}))
const texts = mutated(statement, '\'"$(){}`;&|<>\\ \n#=-[]*abe')

test('any text: places stand inside it', () => {
  expectProperty(fc.tuple(texts, fc.boolean()), 1 / 2, ([text, asArray]) => {
    const argv = asArray ? ['sh', '-c', text] : [text]
    const script = asArray ? commandsOfArray(argv) : commands(text)
    const check = ({ item, ...span }: { item: number; start: number; end: number }) =>
      expectInside(argv[item] ?? '', span)
    for (const { place, word: name, args, input, redirects } of script.commands) {
      check(place)
      for (const each of [name, ...args, ...redirects.flatMap(({ target }) => target ?? [])]) {
        check(each.place)
        if (each.value !== undefined) check(each.locate({ start: 0, end: each.value.length }))
      }
      if (input) check(input.place)
    }
    for (const { place } of script.errors) check(place)
    return script.commands.length
  })
})
