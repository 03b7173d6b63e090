import type { Release } from '../../facts/release.ts'
import { confDialect, parseConf } from '../../model/formats/conf/conf.ts'
import type { ConfFile } from './conf-check.ts'
import { namesAbsentFile, ourVerdict } from './conf-compare.ts'
import { exceptions } from './conf-exceptions.ts'
import type { Sample } from './conf-samples.ts'

/** Settings in one file, at most. */
const most = 20

const line = ({ key, value }: Sample): string => `${key} = ${value}\n`
const text = (samples: readonly Sample[]): string => samples.map(line).join('')

/** The settings of samples that we say the broker takes, each in a file of its own. */
export function accepted(release: Release, samples: readonly Sample[]): Sample[] {
  return samples.filter(sample => isAccepted(release, [sample]))
}

function isAccepted(release: Release, samples: readonly Sample[]): boolean {
  const conf = parseConf(text(samples), confDialect(release))
  return ourVerdict(release, conf).outcome === 'accepted' && !namesAbsentFile(release, conf)
}

/** A file for each sample. */
export const oneEach = (samples: readonly Sample[]): ConfFile[] =>
  samples.map(sample => ({ name: sample.key, text: line(sample) }))

/**
 * Files that try each sample, for less: the time of a verdict goes into the schema and not into the settings. What we say
 * is accepted, together too, shares a file: the broker has to accept all of it. What we say is refused stands alone.
 */
export function fewFiles(release: Release, samples: readonly Sample[]): ConfFile[] {
  const shared: Sample[][] = []
  const alone: Sample[] = []
  for (const sample of samples) {
    const isSpecial = exceptions.some(({ key }) => key.test(sample.key))
    if (isSpecial || !isAccepted(release, [sample])) alone.push(sample)
    else addTo(shared, release, sample)
  }
  const names = (group: readonly Sample[]): string => group.map(({ key }) => key).join()
  return [...oneEach(alone), ...shared.map(group => ({ name: names(group), text: text(group) }))]
}

function addTo(groups: Sample[][], release: Release, sample: Sample): void {
  const found = groups.find(
    group =>
      group.length < most &&
      group.every(({ key }) => key !== sample.key) &&
      isAccepted(release, [...group, sample]),
  )
  if (found) found.push(sample)
  else groups.push([sample])
}
