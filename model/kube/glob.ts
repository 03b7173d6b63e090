/** Whether `text` matches a pattern in which `*` stands for any run of characters. Linear in both lengths. */
export function globMatch(pattern: string, text: string): boolean {
  let [p, t, star, resume] = [0, 0, -1, 0]
  while (t < text.length) {
    if (pattern[p] === '*') [star, resume, p] = [p, t, p + 1]
    else if (pattern[p] === text[t]) [p, t] = [p + 1, t + 1]
    else if (star >= 0) [p, t, resume] = [star + 1, resume + 1, resume + 1]
    else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
