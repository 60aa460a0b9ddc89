import { expect, test } from 'vitest';
import { started } from '../../support/cli.js';
import { outcome } from '../../support/json-rpc-client.js';

test('a SIGHUP ends nothing, with or without a log file', async () => {
  const run = await started();
  run.child.kill('SIGHUP');
  expect(await outcome(run, 'freq')).toEqual(['4700']);
  run.child.kill('SIGHUP');
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
});
