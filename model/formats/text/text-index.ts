/** So many characters are searched for all that is asked of one text: more than any manifest gives cause to. */
const mostSearched = 200_000_000

/**
 * Tells of text after text whether it stands in a long one. Once so much was asked that searching takes long, only whole words and
 * paths of it are found.
 */
export function textIndex(text: string, most = mostSearched): (part: string) => boolean {
  let words: ReadonlySet<string> | undefined
  let left = most
  return part => {
    if (left <= 0) {
      words ??= new Set([...(text.match(/\w+/g) ?? []), ...(text.match(/[\w./-]+/g) ?? [])])
      return words.has(part)
    }
    left -= text.length
    return text.includes(part)
  }
}
