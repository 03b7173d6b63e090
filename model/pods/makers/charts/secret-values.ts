/** To name a Secret in a value. */
export const setValue = (path: string): string => `set ${path}`
