/** Order of two texts by UTF-16 code units, the same in every locale: for `sort`. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
