import { imageConfiguration } from '../../facts/image-files.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from './broker.ts'

/** A file that an image carries. */
export interface CarriedFile {
  readonly path: string
  readonly value: string
}

/** What the official image has in conf.d, where no mount hides it. The cluster operator takes one with management where none is named. */
export function imageConf({ image, files, workload }: Broker, release: Release): readonly CarriedFile[] {
  const text = image.text ?? (workload.made.operator && 'rabbitmq:management')
  if (image.flavour !== 'official' || text === undefined) return []
  return imageConfiguration(release, text.includes('management'))
    .filter(({ path }) => files.mountOf(path) === undefined)
    .map(({ path, settings }) => ({
      path,
      value: [...settings].map(([key, value]) => `${key} = ${value}\n`).join(''),
    }))
}
