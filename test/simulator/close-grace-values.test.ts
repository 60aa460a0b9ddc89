import { expect, test } from 'vitest';
import { outcome } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

test.each([NaN, -1, -Infinity, '5s'])('a grace of %s is refused, and nothing is closed', async (graceMs) => {
  const mock = await running();
  const options = { graceMs } as { graceMs: number };
  await expect(mock.close(options)).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: `close: graceMs: ${String(graceMs)} is not allowed; allowed: ms, at least 0`,
  });
  expect(mock.lifecycle).toBe('running');
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test.each([0, 0.5, Infinity])('a grace of %s is taken', async (graceMs) => {
  const mock = await running();
  expect(await mock.close({ graceMs })).toMatchObject({ cut: 0, forced: 0 });
});
