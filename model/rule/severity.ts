/** How bad a finding is; the contract of each is in the documentation of severities. */
export type Severity = 'error' | 'warning' | 'info'

const order: readonly Severity[] = ['info', 'warning', 'error']

/** Negative when `a` is milder than `b`. */
export const compareSeverity = (a: Severity, b: Severity): number => order.indexOf(a) - order.indexOf(b)
/** The milder of two. */
export const milder = (a: Severity, b: Severity): Severity => (compareSeverity(a, b) <= 0 ? a : b)
