import { defineConfig } from 'vitest/config';

/** What the mutation run uses: the tests that look at the radio and its worker closely, the properties briefly. */
export default defineConfig({
  test: {
    include: [
      'test/unit/**/*.test.ts',
      'test/property/**/*.test.ts',
      'test/contract/exchanges.test.ts',
      'test/contract/blackout*.test.ts',
      'test/limits/queue-{capacity,door}.test.ts',
      'test/lifecycle/{blackout-events,events}.test.ts',
      'test/kit/{not-settable,state-patch}.test.ts',
    ],
    testTimeout: 10_000,
    hookTimeout: 10_000,
    env: { FC_RUNS: '30' },
  },
});
