import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the chart has the objects of manifests/webhook: Helm reads nothing outside of a chart. */
export const chartFiles = 'manifests/chart/files'
/** Parts of manifests/webhook of which the chart is made. */
const parts = ['base', 'certificate', 'configuration', 'monitoring', 'self-signed/component', 'warn-first']

/** The files of the chart that are copies, by their paths. */
export const copiedIntoChart = (): readonly (readonly [path: string, text: string])[] =>
  parts.flatMap(part =>
    globSync('*.yaml', { cwd: join('manifests/webhook', part) })
      .filter(name => name !== 'kustomization.yaml')
      .toSorted()
      .map(
        name =>
          [
            `${chartFiles}/${part}/${name}`,
            readFileSync(join('manifests/webhook', part, name), 'utf8'),
          ] as const,
      ),
  )
