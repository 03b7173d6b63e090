/**
 * Tests run in bare Node, which strips the types: what is loaded once serves all suites of a process. Stage 2 suites live under
 * test/slow and run with `npm run test:slow`.
 */
const slow = process.env.WARRENER_SLOW !== undefined

export default {
  // Not its child processes: two that start at once may lose what one of them is told, and its suite never ends.
  runner: 'jest-light-runner',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: slow ? ['/node_modules/'] : ['/node_modules/', '<rootDir>/test/slow/'],
  // Slow suites wait for brokers more than they compute: all of them run at once.
  maxWorkers: slow ? 8 : 2,
  testSequencer: '<rootDir>/test/longest-first.cjs',
  // A slow suite may build an API server first.
  reporters: ['default', ['<rootDir>/test/end-what-hangs.ts', { minutes: slow ? 40 : 5 }]],
}
