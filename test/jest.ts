import type * as globals from '@jest/globals'

/** What Jest puts into the global scope, with its types: `@jest/globals` itself is there for Jest's own module loader only. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } =
  globalThis as unknown as typeof globals
