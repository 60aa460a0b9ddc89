import { expect, test } from 'vitest';
import { controlPortOf, started } from '../../support/cli.js';
import { httpCall } from '../../support/control-plane-client.js';
import { call, outcome, post, rpc } from '../../support/json-rpc-client.js';

test('who reads the log may go away: the radio goes on and closes cleanly', async () => {
  const run = await started('--log-level', 'debug');
  run.child.stderr?.destroy();
  for (let calls = 0; calls < 20; calls += 1) expect(await outcome(run, 'freq')).toEqual(['4700']);
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
});

/** Names and ids are cut at this length in the log. */
const long = 'x'.repeat(128);

/** 2,500 calls that are logged in about 450 bytes each. */
const batch = `[${Array.from({ length: 2_500 }, () => rpc(long, long)).join()}]`;

/** Has more bytes logged than a pipe and the log have room for, while nobody reads. */
async function stuck(...flags: string[]) {
  const run = await started('--log-level', 'debug', '--max-batch', '2500', ...flags);
  run.child.stderr?.pause();
  for (let count = 0; count < 3; count += 1) await post(run, batch);
  return run;
}

test('a reader that is stuck blocks nobody: lines are lost, counted, and told once it reads again', async () => {
  const run = await stuck('--control-port', '0');
  expect((await call(run, 'freq')).result).toEqual(['4700']);
  const { body } = await httpCall(controlPortOf(run.stdout()), 'GET', '/log');
  const { lost } = body as { lost: number };
  expect(lost).toBeGreaterThan(100);
  run.child.stderr?.resume();
  while (!run.stderr().includes('log lines lost')) await outcome(run, 'freq');
  const told = /\{[^{]*"lost":(\d+),"msg":"log lines lost"\}/.exec(run.stderr());
  expect(Number(told?.[1])).toBeGreaterThanOrEqual(lost);
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
  for (const line of run.stderr().trimEnd().split('\n')) JSON.parse(line);
});

test('1 MiB of lines waits for a reader that is stuck, beside what the pipe holds', async () => {
  const run = await stuck();
  run.child.stderr?.resume();
  while (!run.stderr().includes('log lines lost')) await outcome(run, 'freq');
  const kept = run.stderr().slice(0, run.stderr().indexOf('log lines lost')).length;
  expect(kept).toBeGreaterThanOrEqual(1_048_576);
  // A pipe has 64 KiB, a socket in its place some more, and Node.js reads 64 KiB ahead.
  expect(kept).toBeLessThan(2 * 1_048_576);
  run.child.kill('SIGTERM');
  await run.ended;
});

test('a reader that is stuck for ever does not hold up the end', async () => {
  const run = await stuck();
  run.child.kill('SIGTERM');
  const code = await new Promise((resolve) => run.child.once('exit', resolve));
  expect(code).toBe(0);
});
