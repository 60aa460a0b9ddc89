import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Files, folderWith } from '../../support/folder.js';
import { cliIn } from '../../support/cli.js';

/** Runs a script in the command as soon as it handles signals: its files are read by then, and nothing is started. */
function watchingAfter(script: string, files: Files = {}) {
  const cwd = folderWith(files);
  const hook = `process.on('newListener', (name) => { if (name === 'SIGTERM') { ${script} } });`;
  writeFileSync(join(cwd, 'hook.mjs'), `import { writeFileSync } from 'node:fs';\n${hook}\n`);
  const env = { NODE_OPTIONS: `--import=${join(cwd, 'hook.mjs')}` };
  const ports = ['--http-port', '0', '--maintenance-port', '0', '--no-control'];
  return { cwd, run: () => cliIn({ cwd, env }, 'start', '--watch', ...ports) };
}

test('what changes after the files were read and before they are watched is taken over', async () => {
  const file = 'silvus-mock.yaml';
  const { run } = watchingAfter(`writeFileSync('${file}', 'worker: { queueCapacity: 30 }');`, {
    [file]: 'worker: { queueCapacity: 3 }',
  });
  const radio = run();
  await radio.until('stderr', /"changed":\["worker.queueCapacity: 3 → 30"\],.*taken over/);
  radio.child.kill('SIGTERM');
  expect((await radio.ended).code).toBe(0);
});

test('a signal that comes before the start is no fault of the configuration', async () => {
  const { run } = watchingAfter("setImmediate(() => process.emit('SIGTERM'));");
  const { code, stderr } = await run().ended;
  expect(stderr).toContain('"msg":"closed"');
  expect(stderr).not.toContain('error:');
  expect(code).toBe(0);
});

test('a link that leads to itself is watched as if it were not there', async () => {
  const { cwd, run } = watchingAfter('');
  symlinkSync('silvus-mock.yaml', join(cwd, 'silvus-mock.yaml'));
  const radio = run();
  await radio.until('stdout', /listening/);
  radio.child.kill('SIGTERM');
  expect((await radio.ended).code).toBe(0);
});
