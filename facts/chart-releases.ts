/*
 * Which RabbitMQ a version of the Bitnami chart runs where its values name no tag: the first chart version of each patch.
 * Source: bitnami/charts, bitnami/rabbitmq, values.yaml of each version from 7.0.0 to 16.0.16.
 */
const first: readonly (readonly [minor: string, charts: string])[] = [
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

type Numbers = readonly [number, number, number]
const numbers = (text: string): Numbers | undefined => {
  const [, major, minor, patch] = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/.exec(text) ?? []
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)]
}
const compare = (a: Numbers, b: Numbers): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]

const entries = (): readonly { readonly from: Numbers; readonly release: string }[] =>
  first.flatMap(([minor, charts]) =>
    charts.split(' ').flatMap(entry => {
      const [chart = '', patch = ''] = entry.split('=')
      const from = numbers(chart)
      return from ? [{ from, release: `${minor}.${patch}` }] : []
    }),
  )
let releases: ReturnType<typeof entries> | undefined
const newest: Numbers = [16, 0, 16]

/** The RabbitMQ release of a version of the Bitnami chart, as text; undefined for ranges and for versions not known here. */
export function bitnamiChartRelease(version: string | undefined): string | undefined {
  const chart = version === undefined ? undefined : numbers(version)
  if (!chart || compare(chart, newest) > 0) return undefined
  releases ??= entries()
  return releases.findLast(({ from }) => compare(from, chart) <= 0)?.release
}
