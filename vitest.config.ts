import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Suites with a command and a configuration of their own. */
const otherSuites = [
  'test/project/tools/**',
  'test/project/package/{pack,image}.test.ts',
  'test/long/**',
  'test/**/*.process.test.ts',
  'test/page/**/*.browser.test.ts',
];

/** Files that measure their process (heap, handles, sockets): each gets a process that has run nothing else. */
const ownProcess = [
  'test/**/*memory*.test.ts',
  'test/control/close.test.ts',
  'test/simulator/lifecycle.property.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['test/support/build.ts'],
    // One more than there are cores: some tests wait for a timeout, or for a process that they started.
    maxWorkers: availableParallelism() + 1,
    // Deadlines only end what hangs; they hold on a busy machine too.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 240_000, interval: 10 } },
    allowOnly: false,
    reporters: ['default', 'json'],
    // Not an option of the reporter itself: that would win over the report that the long suite asks for.
    outputFile: { json: 'reports/tests.json' },
    projects: [
      {
        extends: true,
        test: {
          name: 'shared-process',
          include: ['test/**/*.test.ts'],
          exclude: [...otherSuites, ...ownProcess],
          // Files of a worker share its loaded modules: loading them anew for each took longer than the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'own-process',
          include: ownProcess,
          exclude: otherSuites,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
