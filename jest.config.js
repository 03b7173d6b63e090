/** Native ES modules; TypeScript is stripped by swc. Stage 2 suites live under test/slow and run with `npm run test:slow`. */
const slow = process.env.WARRENER_SLOW !== undefined

export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        module: { type: 'es6' },
        sourceMaps: 'inline',
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      },
    ],
  },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: slow ? ['/node_modules/'] : ['/node_modules/', '<rootDir>/test/slow/'],
  // Slow suites wait for brokers more than they compute: all of them run at once, and so do the boots of one.
  maxWorkers: slow ? 8 : 2,
  maxConcurrency: 4,
  // No clock decides: this ends what hangs, on the busiest machine. A slow suite may build an API server first.
  testTimeout: (slow ? 60 : 5) * 60_000,
  workerIdleMemoryLimit: '1GB',
}
