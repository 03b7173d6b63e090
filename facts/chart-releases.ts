import { below, chartVersions, compareVersions, type Version, versionOf } from './chart-versions.ts'

/*
 * Which RabbitMQ a version of a chart runs where its values name no tag: the first chart version of each patch.
 * Sources: values.yaml of each version of bitnami/charts bitnami/rabbitmq 7.0.0 to 16.0.16 and of CloudPirates-io/helm-charts
 * charts/rabbitmq 0.0.1 to 0.21.18; Chart.yaml of groundhog2k/helm-charts charts/rabbitmq 1.1.0 to 2.3.6.
 */
type First = readonly (readonly [minor: string, charts: string])[]
const bitnami: First = [
  [
    '3.8',
    '7.0.0=5 7.5.8=6 7.6.3=7 7.6.5=8 7.6.8=9 8.7.3=10 8.7.5=11 8.9.3=12 8.11.1=13 8.11.2=14 8.12.3=15 8.13.1=16 8.15.3=17 8.16.1=18 8.16.2=19 8.19.3=20 8.20.1=21 8.20.5=22',
  ],
  [
    '3.9',
    '8.21.0=5 8.22.2=6 8.22.3=7 8.23.4=8 8.24.3=9 8.24.5=10 8.24.9=11 8.25.1=12 8.26.2=13 8.30.2=14 8.31.4=15 8.32.2=16 9.0.5=17 9.1.4=18',
  ],
  ['3.10', '10.0.0=2 10.1.2=4 10.1.4=5 10.1.15=6 10.1.17=7 10.3.6=8'],
  [
    '3.11',
    '11.0.0=0 11.0.1=1 11.0.3=2 11.1.2=3 11.1.5=4 11.2.1=5 11.3.1=6 11.5.1=7 11.6.1=8 11.9.1=9 11.10.2=10 11.11.2=11 11.12.2=13 11.14.2=14 11.14.3=15 11.15.2=16 11.15.5=17 11.16.2=18',
  ],
  [
    '3.12',
    '12.0.0=0 12.0.4=1 12.0.7=2 12.0.12=3 12.1.2=4 12.1.5=5 12.1.6=6 12.2.5=7 12.3.1=8 12.5.4=10 12.6.1=11 12.6.2=12 12.13.1=13',
  ],
  ['3.13', '14.0.0=1 14.1.1=2 14.3.2=3 14.4.6=4 14.6.2=5 14.6.4=6 14.6.7=7'],
  ['4.0', '15.0.0=1 15.0.1=2 15.0.5=3 15.0.7=4 15.2.1=5 15.3.1=6 15.3.3=7 15.4.2=8 15.5.2=9'],
  ['4.1', '16.0.0=0 16.0.6=1 16.0.10=2 16.0.12=3'],
]

const cloudPirates: First = [
  ['4.1', '0.0.0=3 0.1.1=4 0.7.2=5'],
  ['4.2', '0.7.3=0 0.10.2=2 0.13.1=3 0.16.1=4 0.19.6=5'],
  ['4.3', '0.21.4=0 0.21.6=1 0.21.9=2 0.21.10=3 0.21.11=4 0.21.16=5'],
]

const groundhog: First = [
  ['3.13', '1.1.0=0 1.1.1=1 1.1.2=2 1.1.3=3 1.1.4=4 1.1.5=5 1.1.6=6 1.1.7=7'],
  ['4.0', '2.0.0=1 2.0.1=3 2.0.2=4 2.0.3=5 2.0.4=6 2.0.5=7 2.0.6=8 2.0.7=9'],
  ['4.1', '2.1.0=0 2.1.1=1 2.1.2=2 2.1.3=3 2.1.9=4 2.1.14=5 2.1.15=6 2.1.16=7 2.1.17=8'],
  ['4.2', '2.2.0=0 2.2.1=1 2.2.3=2 2.2.4=3 2.2.5=4 2.2.6=5 2.2.7=6 2.2.8=7 2.2.9=8'],
  ['4.3', '2.3.0=0 2.3.1=1 2.3.3=2 2.3.6=3'],
]

/** Each with its newest version that is known here, and whether none came after it. */
export const charts = {
  bitnami: { first: bitnami, newest: '16.0.16', isLast: true },
  cloudPirates: { first: cloudPirates, newest: '0.21.18', isLast: false },
  groundhog: { first: groundhog, newest: '2.3.6', isLast: false },
}

/** The newest version of a chart that is known here. */
export const newestChart = (name: keyof typeof charts): string => charts[name].newest

interface Entry {
  readonly from: Version
  readonly release: string
}
const entriesOf = (first: First): readonly Entry[] =>
  first.flatMap(([minor, versions]) =>
    versions.split(' ').map(entry => {
      const [chart = '', patch = ''] = entry.split('=')
      return { from: versionOf(chart), release: `${minor}.${patch}` }
    }),
  )
const entries = new Map<keyof typeof charts, readonly Entry[]>()

/**
 * What is known of the RabbitMQ release of a version of a chart, as text: its three numbers, or of a range as many as all versions in it
 * have in common. Undefined for versions not known here.
 */
export function chartRelease(name: keyof typeof charts, version: string | undefined): string | undefined {
  const { first, newest, isLast } = charts[name]
  const versions = chartVersions(version)
  if (compareVersions(versions.from, versionOf(newest)) > 0) return undefined
  const known = entries.get(name) ?? entriesOf(first)
  entries.set(name, known)
  const start = known.findLastIndex(({ from }) => compareVersions(from, versions.from) <= 0)
  if (start < 0) return undefined
  const releases = known.slice(start).filter(({ from }, index) => index === 0 || below(from, versions))
  const numbers = common(releases.map(({ release }) => release.split('.')))
  const [major, minor, patch] = versionOf(newest)
  const mayBeNewer = !isLast && below([major, minor, patch + 1], versions)
  return (mayBeNewer ? numbers.slice(0, 1) : numbers).join('.') || undefined
}

/** The numbers that all begin with. */
function common([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  const end = first.findIndex((number, i) => others.some(other => other[i] !== number))
  return end < 0 ? first : first.slice(0, end)
}
