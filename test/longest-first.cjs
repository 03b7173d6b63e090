const { default: TestSequencer } = require('@jest/test-sequencer')

/**
 * Suites that take seconds, the longest first. Jest goes by the times of earlier runs, and on a fresh clone by the size of files: a
 * short file with long work would begin when all others are done, and run alone.
 */
const longest = [
  'policies.test.ts',
  'claims/worlds.test.ts',
  'parity.test.ts',
  'docs.test.ts',
  'webhook/patch-properties.test.ts',
  'action/action.test.ts',
  'cli/code-cache.test.ts',
  'lint/side-by-side.test.ts',
  'secrecy/carriers.test.ts',
  'lint/placeholders.test.ts',
  'facts/release-report.test.ts',
  'lint/lazy.test.ts',
  'new-rule.test.ts',
  'lint/order.test.ts',
  'lint/exported.test.ts',
  'engine/stands.test.ts',
  'lint/renamed.test.ts',
]

const rank = path => {
  const index = longest.findIndex(name => path.endsWith(`/test/${name}`))
  return index < 0 ? longest.length : index
}

/** The order in which Jest runs suites. */
module.exports = class extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a.path) - rank(b.path))
  }
}
