import { expect, test } from 'vitest';
import { type CustomFault, startSilvusMock } from '../../src/index.js';
import { outcome } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

/** A rejection that nobody takes would fail the run. */
test('a hook that is an async function is reported, with what it rejects with, and the reply is as without it', async () => {
  const errors: unknown[] = [];
  const ignore = () => undefined;
  const error = (fields: object) => void errors.push('err' in fields ? String(fields.err) : fields);
  await using mock = await startSilvusMock({ logger: { debug: ignore, info: ignore, warn: ignore, error } });
  const answer = () => Promise.reject(new Error('too late'));
  const fault: unknown = { fault: { answer } };
  mock.faults.add(fault as CustomFault);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  expect(errors).toContain('Error: too late');
});

test('null is no fault, and none is put on', async () => {
  const mock = await running();
  const fault: unknown = { fault: null };
  expect(() => mock.faults.add(fault as CustomFault)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining('fault') }),
  );
  expect(mock.faults.list()).toEqual([]);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});
