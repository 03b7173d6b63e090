import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** `text` with one piece replaced by another, which has to be there. */
export function edited(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`)
  return text.replace(from, to)
}

/** The document of a kind in a YAML text. */
export function only(kind: string, text: string): string {
  const found = text.split('---').find(document => document.includes(`kind: ${kind}\n`))
  if (found === undefined) throw new Error(`there is no ${kind}`)
  return found
}

/** Arguments of kubectl that silence a rule on an object, which is its kind and name. */
export const ignoring = (object: string, entry: string): readonly string[] => [
  'annotate',
  ...object.split(' '),
  `warrener.dev/ignore=${entry}`,
]

/** Arguments of kubectl by which the state of the cluster is written, as its controllers do. */
export const writingStatus = (status: string): readonly string[] => [
  ...['patch', 'statefulset', 'rabbitmq', '--subresource=status', '--type=merge', '--patch'],
  `{"status":${status}}`,
]

/** The text without its document of a kind. */
export const without = (kind: string, text: string): string => edited(text, only(kind, text), '\n')

/** Somebody else's Deployment or StatefulSet. */
export const workload = (kind: string, image: string): string => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: web, namespace: mq }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: ${image} }] }
`

const clusters = join(import.meta.dirname, '../../../../manifests/clusters')

/** The names of the reference clusters. */
export const referenceClusters = globSync('*/', { cwd: clusters })
  .map(name => name.replace(/\/$/, ''))
  .toSorted()

/** The files of a reference cluster, with its kustomization, in namespace `mq`. */
export const referenceFiles = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    globSync('*.yaml', { cwd: join(clusters, name) })
      .toSorted()
      .map(file => [
        file,
        readFileSync(join(clusters, name, file), 'utf8').replaceAll('namespace: rabbitmq', 'namespace: mq'),
      ]),
  )
