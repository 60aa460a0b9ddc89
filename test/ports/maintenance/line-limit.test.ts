import { expect, test } from 'vitest';
import { maintain, paddedTo } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { exchange } from '../../support/raw-client.js';

const invalid = { error: { code: -32600, message: 'Invalid Request' }, id: null };

test.each([
  ['ended by a newline', '\n'],
  ['ended by being complete', ''],
])('a message of 8,192 bytes %s is answered, one of 8,193 is an Invalid Request', async (_, end) => {
  const mock = await running();
  const { port } = mock.maintenance;
  expect(JSON.parse(await exchange(port, paddedTo(8_192) + end))).toMatchObject({ id: 1 });
  expect(JSON.parse(await exchange(port, paddedTo(8_193) + end))).toMatchObject(invalid);
});

test('a line without an end is answered and closed when it is too long, not before', async () => {
  const impatient = await running({ maintenance: { idleTimeout: '100ms' } });
  expect(await exchange(impatient.maintenance.port, 'x'.repeat(8_192))).toBe('');
  const mock = await running({ maintenance: { idleTimeout: 0 } });
  expect(JSON.parse(await exchange(mock.maintenance.port, 'x'.repeat(8_193)))).toMatchObject(invalid);
  expect((await maintain(mock, 'zeroize')).result).toEqual(['']);
});

test('maxLineBytes moves the limit', async () => {
  const mock = await running({ maintenance: { maxLineBytes: 100 } });
  const { port } = mock.maintenance;
  expect(JSON.parse(await exchange(port, paddedTo(100)))).toMatchObject({ id: 1 });
  expect(JSON.parse(await exchange(port, paddedTo(101)))).toMatchObject(invalid);
});
