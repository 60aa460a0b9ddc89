import { defineConfig } from 'vitest/config';

/** The package and the image as users get them. It takes a package registry, curl, python3, and two minutes or more. */
export default defineConfig({
  test: {
    include: ['test/project/package/pack.test.ts', 'test/project/package/image.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
    allowOnly: false,
    reporters: ['default', ['json', { outputFile: 'reports/package.json' }]],
  },
});
