import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lint } from '../../index.ts'
import type { InputFile } from '../../lint/input.ts'
import type { Report } from '../../lint/report.ts'
import { cluster } from '../../policies/sample.ts'
import { badExamples } from '../bad-examples.ts'
import { describe, expect, test } from '../jest.ts'
import { root } from '../process.ts'

/*
 * Objects may be called anything: under other names, in whatever refers to them too, the same is found, with those
 * names in its words. (Of the same length: a message leaves out what would make it too long.)
 */
const before = 'rabbitmq'
const after = 'quagmire'

/**
 * The names of objects that end in one of these (a Service called rabbitmq-node stays: of that name a fact speaks, as
 * Kubernetes makes RABBITMQ_NODE_PORT of it), and references to a name that is no more than the word. */
const longer = /\brabbitmq(?=-(?:client|config|cookie|data|headless|metrics|nodes|peer-discovery|user|\d)\b)/g
const whole =
  /^( *(?:name|app|app\.kubernetes\.io\/name|claimName|secretName|serviceAccountName|serviceName):|.*k8s\.service_name =) rabbitmq$/gm
const inHost = /\brabbitmq(?=\.mq\.svc\b)/g
const renamed = (text: string): string =>
  text.replace(longer, after).replace(inHost, after).replace(whole, `$1 ${after}`)

/** What is found, in words that do not tell one name from the other; a fingerprint is made of names. */
const found = ({ findings }: Report): readonly string[] =>
  findings.map(({ fingerprint: _, ...finding }) => JSON.stringify(finding).replaceAll(before, after)).sort()

const find = (files: readonly InputFile[], report = lint(files)): void =>
  expect(found(lint(files.map(({ name, text }) => ({ name, text: renamed(text) }))))).toEqual(found(report))

test('the names of the sample are others', () => {
  expect(renamed(cluster()).match(/^ {2}name: .*$/gm)).toEqual(
    cluster()
      .match(/^ {2}name: .*$/gm)
      ?.map(line => line.replace(before, after)),
  )
  expect(renamed(cluster())).toContain('image: rabbitmq:')
})

describe('finds the same', () => {
  test.each(badExamples.map(example => [example.id, example] as const))('%s', (_, { files, report }) =>
    find(files, report),
  )
  test('in the reference clusters', () => {
    const folder = join(root, 'manifests/clusters')
    const names = globSync('**/*.yaml', { cwd: folder }).sort()
    find(names.map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') })))
  })
})
