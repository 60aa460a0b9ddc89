import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What needs more than Node.js: Chromium, netcat, curl, Python, zsh, fish, gpspipe, cgps, systemd-analyze, and a terminal made by script(1). */
export default defineConfig({
  test: {
    include: ['test/project/tools/**/*.test.ts', 'test/page/**/*.browser.test.ts'],
    // A test waits for a browser or another program most of the time.
    maxWorkers: availableParallelism(),
    globalSetup: ['test/support/build.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
    allowOnly: false,
    reporters: ['default', ['json', { outputFile: 'reports/tools.json' }]],
  },
});
