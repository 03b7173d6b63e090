/** A figure, and where there is one the bar that it has to clear. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly bar?: { readonly at: 'most' | 'least'; readonly value: number }
}

export const told = (what: string, value: number, unit: string): Figure => ({ what, value, unit })
export const atMost = (what: string, value: number, most: number, unit: string): Figure => ({
  ...told(what, value, unit),
  bar: { at: 'most', value: most },
})
export const atLeast = (what: string, value: number, least: number, unit: string): Figure => ({
  ...told(what, value, unit),
  bar: { at: 'least', value: least },
})

const isMet = ({ value, bar }: Figure): boolean =>
  bar === undefined || (bar.at === 'most' ? value <= bar.value : value >= bar.value)

/** The figures as a Markdown table. */
export const table = (figures: readonly Figure[]): string =>
  [
    '| what | measured | bar | |',
    '|---|---|---|---|',
    ...figures.map(figure => {
      const { what, value, unit, bar } = figure
      const written = bar ? `at ${bar.at} ${rounded(bar.value)} ${unit}` : ''
      return `| ${what} | ${rounded(value)} ${unit} | ${written} | ${bar ? (isMet(figure) ? 'met' : 'MISSED') : ''} |`
    }),
  ].join('\n')

const rounded = (value: number): string =>
  value >= 100 ? value.toFixed(0) : `${Number(value.toPrecision(3))}`
