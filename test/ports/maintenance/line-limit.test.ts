import { expect, test } from 'vitest';
import { inputIsRead, maintain, paddedTo, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { exchange, rawClient } from '../../support/raw-client.js';

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

test('while a message has no reply 8,192 bytes behind it and one read more are taken in, the rest after it', async () => {
  const mock = await running({ maintenance: { persistent: true } });
  mock.worker.pause();
  const client = await rawClient(mock.maintenance.port);
  const bytesIn = () => mock.stats().connections.maintenance.bytesIn;
  const send = async (bytes: string) => {
    const before = bytesIn();
    client.socket.write(bytes);
    await expect.poll(bytesIn).toBeGreaterThanOrEqual(before + Math.min(bytes.length, 8_192));
  };
  const first = `${rpc('zeroize', 1)}\n`;
  await send(first);
  const second = paddedTo(8_192, 'zeroize');
  await send(second);
  // At the bound it still reads.
  await send('\n');
  const others = Array.from({ length: 100 }, (_, index) => `${paddedTo(8_000, 'zeroize', index + 3)}\n`).join(
    '',
  );
  await send(others);
  for (let trip = 0; trip < 20; trip += 1) await inputIsRead(mock);
  expect(bytesIn()).toBeLessThanOrEqual(first.length + 8_192 + 2 * 65_536);
  mock.worker.resume();
  const replies = (await client.until(/"id" : 102,/)).trimEnd().split('\n');
  expect(replies).toHaveLength(102);
});
