import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cliIn, startedIn } from '../../support/cli.js';
import { preloading } from '../../support/ends.js';
import { folderWith } from '../../support/folder.js';
import { takenPort } from '../../support/listening-port.js';

/** Prints the listeners of `process` when it exits, as far as they are more than before the command was loaded. */
const place = () =>
  preloading(`
    import { writeSync } from 'node:fs';
    const counts = () => process.eventNames().map((name) => [String(name), process.listenerCount(name)]);
    process.once('exit', () => {
      const before = new Map(first);
      const left = counts().filter(([name, count]) => count > (before.get(name) ?? 0));
      writeSync(2, 'left ' + JSON.stringify(left) + '\\n');
    });
    const first = counts();`);

test('start takes its listeners away from process before it ends', async () => {
  const methods = join(folderWith({ 'mine.mjs': 'export const methods = [];' }), 'mine.mjs');
  const portFile = join(folderWith(), 'ports.json');
  const flags = ['--watch', '--exit-with-parent', '--exit-with-stdin', '--state-dir', folderWith()];
  for (const more of [flags.filter((flag) => flag !== '--exit-with-stdin'), ['--log-level', 'debug']]) {
    const run = await startedIn(place(), ...more, '--methods', methods, '--port-file', portFile);
    run.child.kill('SIGTERM');
    const { stderr, code } = await run.ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(/^left \[\]$/m);
  }
});

test.each([
  ['a start that fails', async () => ['start', '--http-port', String(await takenPort()), '--no-control']],
  ['a command that prints', () => ['methods']],
])('%s leaves none either', async (_, args) => {
  expect((await cliIn(place(), ...(await args())).ended).stderr).toMatch(/^left \[\]$/m);
});
