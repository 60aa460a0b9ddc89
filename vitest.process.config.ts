import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What starts whole programs of its own, several for each case: vitest, npm, the compiler, a radio that is killed. */
export default defineConfig({
  test: {
    include: ['test/**/*.process.test.ts'],
    // The programs that a test waits for leave most of a core to another test.
    maxWorkers: availableParallelism(),
    globalSetup: ['test/support/build.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    allowOnly: false,
    reporters: ['default', ['json', { outputFile: 'reports/process.json' }]],
  },
});
