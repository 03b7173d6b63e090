/** The suites of unit tests, which the bundle is given (bundle.ts). */
const suites: Readonly<Record<string, () => Promise<unknown>>> = {}
export default suites
