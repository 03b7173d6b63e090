/** Native ES modules; TypeScript is stripped by swc. Stage 2 suites live under test/slow and run with `npm run test:slow`. */
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
  testPathIgnorePatterns: process.env.WARRENER_SLOW
    ? ['/node_modules/']
    : ['/node_modules/', '<rootDir>/test/slow/'],
  maxWorkers: 2,
  // No clock decides: this ends what hangs, on the busiest machine.
  testTimeout: 300_000,
  workerIdleMemoryLimit: '1GB',
}
