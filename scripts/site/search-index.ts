import type { Page } from './page-html.ts'

/** So many characters of a page are shown below its title. */
const shown = 140

/** The pages as a script, which a page from a file may load where it may not fetch. */
export function searchIndex(pages: readonly Page[]): string {
  const documents = pages.map(({ name, title, text }) => ({
    id: name,
    title,
    text: text
      .slice(title.length)
      .replace(/\s+/g, ' ')
      .replace(/ (?=[;:,.)])/g, '')
      .trim(),
  }))
  return `window.warrenerPages = ${JSON.stringify(documents)}\nwindow.warrenerShown = ${shown}\n`
}
