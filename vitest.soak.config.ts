import { defineConfig } from 'vitest/config';

/** The proofs of steadiness in their short form, one after the other; docs/reliability.md names the long one. */
export default defineConfig({
  test: {
    include: ['test/long/soak/**/*.test.ts'],
    globalSetup: ['test/support/build.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 20_000,
    allowOnly: false,
    reporters: ['default', ['json', { outputFile: 'reports/soak.json' }]],
  },
});
