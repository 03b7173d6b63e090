import fc from 'fast-check'
import { printDiff } from '../../cli/fixes.ts'
import { formatNames, formatReport } from '../../cli/formats/format.ts'
import { fix, type InputFile, lint, rules } from '../../index.ts'
import { shownAs } from '../cli/sample-report.ts'
import { describe, expect, test } from '../jest.ts'
import { someOf, tries } from '../tries.ts'
import { ask, objectsOf, requestOf } from '../webhook/ask.ts'
import { carriers } from './carriers.ts'

/** Starts with a letter and is like nothing that is said of its own accord. */
const secrets = fc.stringMatching(/^[A-Za-z0-9_-]{10,24}$/).map(text => `zQ${text.replaceAll('--', '-_')}x`)

/** The secret as it is, or as base64 at each of its three alignments. */
function forms(secret: string): readonly string[] {
  const encoded = ['', 'a', 'ab'].map(before => {
    const whole = btoa(before + secret)
    return whole.slice(before === '' ? 0 : 4, whole.length - 4)
  })
  return [secret, ...encoded]
}

const filesOf = (files: Readonly<Record<string, string>>): readonly InputFile[] =>
  Object.entries(files).map(([name, text]) => ({ name, text }))

/** All that the command may print of files: every format, the diff of all fixes, and what it says of them. */
async function printed(given: Readonly<Record<string, string>>): Promise<string> {
  const files = filesOf(given)
  const report = lint(files)
  const options = shownAs({ text: file => given[file], verbose: true })
  const said: string[] = formatNames.map(name => formatReport(name, report, options))
  const fixed = fix(files, { unsafe: true })
  const output = { isTTY: false, write: (text: string) => said.push(text) }
  const host = {
    cwd: '/',
    env: {},
    stdin: () => Promise.reject(new Error('unused')),
    out: output,
    err: output,
  }
  await printDiff(
    fixed,
    { files, context: [], named: [], complete: true, unread: [], paths: new Map() },
    host,
  )
  return said.join('\n')
}

/** What the webhook answers and logs when each object is created beside the others. */
async function answered(given: Readonly<Record<string, string>>): Promise<string> {
  const objects = objectsOf(given['rabbitmq.yaml'] ?? '')
  const said: string[] = []
  for (const object of objects) {
    const others = objects.filter(other => other !== object)
    const log = (...words: readonly unknown[]): void => void said.push(JSON.stringify(words))
    said.push(JSON.stringify(await ask(requestOf({ object }), others, { rules, log })))
  }
  return said.join('\n')
}

describe('what is secret is never shown', () => {
  const asked = new Set(someOf(3, carriers))
  // One random value per place and run: there are many places.
  test.each(carriers.map(carrier => [carrier.name, carrier] as const))('%s', async (name, carrier) => {
    await fc.assert(
      fc.asyncProperty(secrets, async secret => {
        const given = carrier.files(secret)
        const isAsked = asked.has(carrier) && !name.includes('cannot be read')
        const shown = (await printed(given)) + (isAsked ? await answered(given) : '')
        for (const form of forms(secret)) expect(shown).not.toContain(form)
      }),
      tries(1),
    )
  })
})
