// Written by scripts/release-data.ts; not to be edited.

/** The releases of which the tables here know something. */
export const readReleases = '3.8.9-3.8.35,3.9.0-3.9.29,3.10.0-3.10.25,3.11.0-3.11.28,3.12.0-3.12.14,3.13.0-3.13.7,4.0.0-4.0.9,4.1.0-4.1.8,4.2.0-4.2.9,4.3.0-4.3.7,4.4.0-4.4.1'

/** Those of which neither tag nor package was read: they may have what no table names. */
export const partlyRead = '4.3.7,4.4.0,4.4.1'
