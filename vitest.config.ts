import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/project/tools/**', 'test/long/**', 'test/project/package/{pack,image}.test.ts'],
    globalSetup: ['test/support/build.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // What is waited for has the test's own deadline.
    expect: { poll: { timeout: 15_000, interval: 10 } },
    allowOnly: false,
    reporters: ['default', ['json', { outputFile: 'reports/tests.json' }]],
  },
});
