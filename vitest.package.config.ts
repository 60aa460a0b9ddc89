import { defineConfig } from 'vitest/config';

/** The package as users get it: packed, installed elsewhere, run. It takes seconds and a package registry. */
export default defineConfig({
  test: {
    include: ['test/package/pack.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    allowOnly: false,
    reporters: ['default', ['json', { outputFile: 'reports/package.json' }]],
  },
});
