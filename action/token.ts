const digits = (): string => Math.random().toString(16).slice(2, 14)

/**
 * What no file can hold that was there before the run: it keeps what is printed from being taken for a command. The seed
 * comes from the system. To load `node:crypto` for it would take as long as to lint a small tree, so it stands in for that
 * of @actions/core as well (scripts/build.ts).
 */
export const randomUUID = (): string => Array.from({ length: 4 }, digits).join('-')
