import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parseAllDocuments, visit } from 'yaml'
import { lint } from '../../index.ts'
import type { InputFile } from '../../lint/input.ts'
import type { Report, ReportedFinding } from '../../lint/report.ts'
import { cluster, rabbitmqCluster, topology, yaml } from '../../policies/sample.ts'
import { badExamples } from '../bad-examples.ts'
import { describe, expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { someOf, tries } from '../tries.ts'

/* Manifests are a set: neither the order of files, nor of documents in a file, nor of keys in a mapping means anything. */
const treeIn = (folder: string): readonly InputFile[] =>
  globSync('**/*.yaml', { cwd: join(root, folder) })
    .sort()
    .map(name => ({ name, text: readFileSync(join(root, folder, name), 'utf8') }))
const one = (text: string): readonly InputFile[] => [{ name: 'rabbitmq.yaml', text }]

/** What is found, but for where in the text: objects and paths stay what they are. */
const found = (files: readonly InputFile[]): readonly string[] => places(lint(files))
const places = ({ findings }: Report): readonly string[] => findings.map(placeless).sort()
const placeless = ({
  file: _f,
  line: _l,
  column: _c,
  endLine: _e,
  endColumn: _n,
  related,
  ...finding
}: ReportedFinding): string =>
  JSON.stringify({
    ...finding,
    related: related.map(({ object, path, message }) => JSON.stringify({ object, path, message })).sort(),
  })

/** Puts things in an order that a seed tells. */
type Shuffle = <T>(things: readonly T[]) => T[]
const shuffleBy = (seed: number): Shuffle => {
  let state = seed >>> 0
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state
  }
  return things =>
    things
      .map(thing => [next(), thing] as const)
      .sort(([a], [b]) => a - b)
      .map(([, thing]) => thing)
}

/** The same files with their documents and keys in another order, the files too. */
const shuffled = (files: readonly InputFile[], shuffle: Shuffle): readonly InputFile[] =>
  shuffle(files).map(({ name, text }) => {
    const documents = parseAllDocuments(text)
    // What is no document, or has a key twice, has no other order that means the same.
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return { name, text }
    for (const document of documents)
      visit(document, {
        Map: (_, map) => {
          map.items = shuffle(map.items)
        },
      })
    return {
      name,
      text: shuffle(documents.map(document => document.toString({ directives: false }))).join('---\n'),
    }
  })
/** The same documents, a file each, in other files. */
const spread = (files: readonly InputFile[], shuffle: Shuffle): readonly InputFile[] =>
  shuffle(files.flatMap(({ text }) => text.split(/^---\n/m))).map((text, index) => ({
    name: `${index}.yaml`,
    text,
  }))

const references = treeIn('manifests/clusters')
const broken = treeIn('examples/broken-cluster')
const sets: readonly (readonly [string, readonly InputFile[]])[] = [
  ['the reference clusters', references],
  ['the broken example', broken],
  ['the sample', one(cluster())],
  ['the sample without volumes', one(cluster({ storage: 'emptyDir' }))],
  [
    'Services of which one is to be named',
    one(
      cluster({
        kind: 'Deployment',
        nodeName: 'rabbit@$(MY_POD_IP)',
        discovery:
          'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.service_name = nowhere\ncluster_formation.k8s.address_type = ip\n',
      }),
    ),
  ],
  [
    'two resources for one policy, and clusters of which none is meant',
    one(
      yaml(
        ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'rmq'].map(name =>
          rabbitmqCluster({}, { name, namespace: 'mq' }),
        ),
        ...[1, 2].map(limit =>
          topology('Policy', `p${limit}`, {
            name: 'orders',
            pattern: '^o',
            definition: { 'max-length': limit },
          }),
        ),
        topology('Queue', 'q', { name: 'q', rabbitmqClusterReference: { name: 'gone' } }),
      ),
    ),
  ],
]
const seeds = (check: (shuffle: Shuffle) => void, few: number): void =>
  fc.assert(
    fc.property(fc.nat(), seed => check(shuffleBy(seed))),
    tries(few),
  )

describe.each(sets)('%s', (_, files) => {
  const before = found(files)
  test('in any order', () => {
    seeds(shuffle => expect(found(shuffled(files, shuffle))).toEqual(before), 5)
  })
})
test('there is something to be found in what is put in another order', () => {
  expect(found(broken).length).toBeGreaterThan(4)
  expect(shuffled(broken, shuffleBy(1))).not.toEqual(broken)
})
test.each(sets.filter(([, files]) => files !== references))('%s, in other files', (_, files) => {
  const before = found(files)
  seeds(shuffle => expect(found(spread(shuffled(files, shuffle), shuffle))).toEqual(before), 3)
})

test.each(someOf(3, badExamples).map(example => [example.id, example] as const))(
  'the example of %s',
  (_, { files, report }) => {
    seeds(shuffle => expect(found(shuffled(files, shuffle))).toEqual(places(report)), 1)
  },
)
