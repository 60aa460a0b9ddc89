import { defineConfig } from 'vitest/config';

/** The package and the image as users get them. It takes a package registry, and a minute or more. */
export default defineConfig({
  test: {
    include: ['test/project/package/pack.test.ts', 'test/project/package/image.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    allowOnly: false,
    reporters: ['default', ['json', { outputFile: 'reports/package.json' }]],
  },
});
