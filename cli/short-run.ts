/** Below, a run is over before there is anything to gain; above, it takes long enough for what V8 does as a rule. */
const counts = { least: 100, most: 6000 }
const settings = [
  // The optimizing compiler runs beside the program, and is not paid back in a second or two.
  { flag: '--no-opt', usual: '--opt' },
  // What is read stays until the end, and would be copied to and fro within a young generation that grows to a third of all memory.
  { flag: '--semi-space-growth-factor=1', usual: '--semi-space-growth-factor=2' },
]

/**
 * Tells V8 that a run over so many files takes a second or two. Gives what puts its settings back: code that was compiled is kept
 * under those it will be read with.
 */
export function beginShortRun(files: number): () => void {
  if (files < counts.least || files > counts.most) return () => undefined
  // It takes a tenth of what Node takes to start, and most runs do not need it.
  const { setFlagsFromString } = process.getBuiltinModule('node:v8')
  for (const { flag } of settings) setFlagsFromString(flag)
  return () => {
    for (const { usual } of settings) setFlagsFromString(usual)
  }
}
