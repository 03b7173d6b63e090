const { default: TestSequencer } = require('@jest/test-sequencer')

/**
 * Suites that take seconds, the longest first. Jest goes by the times of earlier runs, and on a fresh clone by the size of files: a
 * short file with long work would begin when all others are done, and run alone.
 */
const longest = [
  'policies.test.ts',
  'parity.test.ts',
  'new-rule.test.ts',
  'claims/worlds.test.ts',
  'secrecy/carriers.test.ts',
  'action/action.test.ts',
  'cli/code-cache.test.ts',
  'webhook/bodies.test.ts',
  'lint/side-by-side.test.ts',
  'webhook/advice.test.ts',
  'webhook/years.test.ts',
  'facts/release-report.test.ts',
  'docs.test.ts',
  'webhook/transports.test.ts',
  'webhook/settings.test.ts',
  'cli/webhook.test.ts',
  'lint/lazy.test.ts',
  'lint/same-cluster.test.ts',
  'lint/exported.test.ts',
  'lint/placeholders.test.ts',
  'lint/order.test.ts',
  'boots.test.ts',
  'live/built.test.ts',
  'webhook/faults.test.ts',
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
