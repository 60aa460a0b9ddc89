import { defineConfig } from 'vitest/config';

/** The tests of a mutant, which test/long/mutants/run.js names. The deadlines are short: a mutant may hang. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    expect: { poll: { timeout: 15_000, interval: 10 } },
    reporters: [['json', { outputFile: 'reports/mutant.json' }]],
  },
});
