/** Negative when version `a` (e.g. `3.13.7`) is older than `b`. */
export const compareVersions = (a: string, b: string): number => {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)]
  return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0) || (x[2] ?? 0) - (y[2] ?? 0)
}

export const minor = (version: string): string => version.split('.').slice(0, 2).join('.')
