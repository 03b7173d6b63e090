import { commands } from '../../../model/formats/shell/shell.ts'
import { describe, expect, test } from '../../jest.ts'

/** Each command by its name: `?` in front where the script may end without it, `>` behind for each redirection. */
const read = (script: string): string =>
  commands(script)
    .commands.map(
      ({ name, conditional, redirects }) =>
        `${conditional ? '?' : ''}${name}${redirects.map(() => '>').join('')}`,
    )
    .join(' ')

describe('what a script runs only under a condition', () => {
  test.each([
    ['a; b', 'a b'],
    ['cp a b && cp c d && cp e f', 'cp cp cp'],
    ['mkdir -p a && cp b a; c', 'mkdir cp c'],
    ['cp a b || true; c', 'cp ?true c'],
    ['cp a b || exit 1; c', 'cp ?exit c'],
    ['[ -f a ] && b && c; d', '[ ?b ?c d'],
    ['test -f a || b; c', 'test ?b c'],
    ['[[ -f a ]] && b; c', '?b c'],
    ['grep -q a b && c', 'grep ?c'],
    ['ls -l /a && c', 'ls c'],
    ['ls /a/b.conf && c', 'ls ?c'],
    ['stat /a >/dev/null && c', 'stat> ?c'],
    ['! a && b', 'a ?b'],
    ['cat a | grep b && c', 'cat grep ?c'],
    ['{ [ -f a ]; } && b', '[ ?b'],
    ['(a && b) && c', 'a b c'],
    ['if a; then b; elif c; then d; else e; fi; f', 'a ?b ?c ?d ?e f'],
    ['case $X in a) b;; *) c;; esac; d', '?b ?c d'],
    ['for x in $Y; do a; done; b', '?a b'],
    ['for ((i=0; i<3; i++)); do a; done', '?a'],
    ['until a; do b; done; c', 'a ?b c'],
    ['while true; do if a; then break; fi; done; b', 'true ?a ?break b'],
    ['f() { a; return 0; }; b; f', '?a ?return b f'],
    ['{ a; }; (b)', 'a b'],
    ['a &', 'a'],
    ['a $([ -f b ] && c); d', '[ ?c a d'],
    ['[ -f a ] && exit 0; b', '[ ?exit ?b'],
    ['if a; then exit; fi; b', 'a ?exit ?b'],
    ['if a; then exec b; fi; c', 'a ?b ?c'],
    ['if a; then exit 2; fi; b', 'a ?exit b'],
    ['(if a; then exit 0; fi; b); c', 'a ?exit ?b c'],
    ['exec > log; a', 'exec> a'],
    ['exec a; b', 'a ?b'],
    [`if a; then sh -c 'b; c'; fi; sh -c 'exit 0'; d`, 'a ?b ?c exit d'],
  ])('%j', (script, expected) => expect(read(script)).toBe(expected))
})

describe('what a loop goes on until it succeeds', () => {
  test.each([
    ['a; b', ''],
    ['until a; do b; done; c', 'a'],
    ['while ! a; do b; done; c', 'a'],
    ['while a; do b; done; c', ''],
    ['for x in $Y; do a && break; b; done; c', 'a break'],
    ['while true; do if a; then break; fi; b; done; c', 'a break'],
    ['while true; do for x in $Y; do a; break; done; b; break; done', 'a break b break'],
    ['while true; do for x in $Y; do a; done; b; break; done', 'b break'],
    [`until sh -c 'a'; do b; done`, 'a'],
    ['break; a', ''],
  ])('%j', (script, expected) =>
    expect(
      commands(script)
        .commands.flatMap(({ name, awaited }) => (awaited ? [name] : []))
        .join(' '),
    ).toBe(expected),
  )
})

describe('redirections of groups are those of their commands', () => {
  test.each([
    ['{ a; b; } > log', 'a> b>'],
    ['(a > x; b) 2> log; c', 'a>> b> c'],
    ['if a; then b; fi > log', 'a> ?b>'],
    [`sh -c 'a; b' > log`, 'a> b>'],
    ['env a > log', 'a>'],
  ])('%j', (script, expected) => expect(read(script)).toBe(expected))
})
