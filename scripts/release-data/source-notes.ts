/**
 * What comments say that facts rest on: from `Source:` or `Sources:` to the end of the comment, on one line.
 *
 * @param text of one of our own modules
 */
export function sourceNotes(text: string): readonly string[] {
  const comments = [...text.matchAll(/\/\*\*?([\s\S]*?)\*\/|((?:^[ \t]*\/\/.*\n)+)/gm)]
  const notes = comments.flatMap(([, block, lines]) => {
    const plain = (block ?? lines ?? '').replace(/^\s*(?:\*|\/\/)/gm, ' ').split(/^\s*@\w+/m)[0] ?? ''
    const [, note] = /\bSources?(?: for [^:]*)?:\s*([\s\S]*)/.exec(plain) ?? []
    return note === undefined ? [] : [note.replace(/\s+/g, ' ').trim().replace(/\.$/, '')]
  })
  return [...new Set(notes)]
}
