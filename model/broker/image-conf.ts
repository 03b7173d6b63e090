import { imageConfiguration } from '../../facts/image-files.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from './broker.ts'

/** A file that an image carries. */
export interface CarriedFile {
  readonly path: string
  readonly value: string
}

/** What the official image has in conf.d, where no mount hides it. */
export function imageConf({ image, files }: Broker, release: Release): readonly CarriedFile[] {
  if (image.flavour !== 'official' || image.text === undefined) return []
  return imageConfiguration(release, image.text.includes('management'))
    .filter(({ path }) => files.mountOf(path) === undefined)
    .map(({ path, settings }) => ({
      path,
      value: [...settings].map(([key, value]) => `${key} = ${value}\n`).join(''),
    }))
}
