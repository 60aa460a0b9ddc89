import { defineConfig } from 'vitest/config';

/** What the mutation run uses: the tests that look at the radio and its worker closely, the properties briefly. */
export default defineConfig({
  test: {
    include: [
      'test/{core,radio,worker,jsonrpc}/**/*.test.ts',
      'test/**/*.property.test.ts',
      'test/contract/exchanges.test.ts',
      'test/ports/blackout-appearance.test.ts',
      'test/command-path/{blackout-after-command,state-patch,state-patch-unsettable}.test.ts',
      'test/simulator/{blackout-events,events}.test.ts',
    ],
    testTimeout: 10_000,
    hookTimeout: 10_000,
    env: { FC_RUNS: '30' },
  },
});
