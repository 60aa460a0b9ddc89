import { expect, onTestFinished, test } from 'vitest';
import { idsOf, inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test('pipelined requests are answered in order, also those that need not wait for their turn', async () => {
  const { mock, clock } = await runningInVirtualTime({ worker: { processingTime: '1s', queueCapacity: 1 } });
  const client = await rawClient(mock.http.port);
  const bodies = [rpc('freq', 1), rpc('freq', 2), rpc('freq', 3), '{"id":4}', rpc('freq', 5)];
  client.socket.write(bodies.map(keepAlive).join(''));
  await inputIsRead(mock);
  expect(client.text()).toBe('');
  await clock.advance('2s');
  const text = await client.until(/"id" : 5/);
  expect(idsOf(text)).toEqual([1, 2, 3, 4, 5]);
  expect(text.match(/"result"|BUSY|Invalid Request/g)).toEqual([
    '"result"',
    '"result"',
    'BUSY',
    'Invalid Request',
    'BUSY',
  ]);
});

test('an answer that waits for the one before it is not a client that does not read', async () => {
  const mock = await running({ worker: { processingTime: '400ms' }, http: { writeTimeout: '100ms' } });
  const client = await rawClient(mock.http.port);
  client.socket.write(keepAlive(rpc('freq', 1)) + keepAlive('no JSON'));
  const text = await client.until(/Parse error/);
  expect(idsOf(text)).toEqual([1, null]);
});

test('a hundred requests on one connection bring no warning', async () => {
  const warnings: string[] = [];
  const onWarning = ({ message }: Error) => warnings.push(message);
  process.on('warning', onWarning);
  onTestFinished(() => {
    process.off('warning', onWarning);
  });
  const { mock, clock } = await runningInVirtualTime({ worker: { processingTime: '1ms' } });
  const client = await rawClient(mock.http.port);
  client.socket.write(
    upTo(100)
      .map((id) => keepAlive(rpc('freq', id)))
      .join(''),
  );
  await inputIsRead(mock);
  await clock.advance('1s');
  expect(idsOf(await client.until(/"id" : 100,/))).toEqual(upTo(100));
  expect(warnings).toEqual([]);
});

test('lines on a persistent maintenance connection are answered in order', async () => {
  const mock = await running({ maintenance: { persistent: true } });
  const client = await rawClient(mock.maintenance.port);
  client.socket.write(
    upTo(100)
      .map((id) => `${rpc('zeroize', id)}\n`)
      .join(''),
  );
  const text = await client.until(/"id" : 100,/);
  const replies = text.trim().split('\n');
  expect(replies.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual(upTo(100));
});

test('what follows the one message of a maintenance connection is not carried out', async () => {
  const mock = await running();
  const client = await rawClient(mock.maintenance.port);
  client.socket.write(`${rpc('zeroize', 1)}\n${rpc('radio_reset', 2)}\n`);
  const { text } = await client.ended;
  expect(text.trim().split('\n')).toHaveLength(1);
  expect(text).toContain('"id" : 1');
});

test('its bytes are discarded, and counted in the log', async () => {
  const lines: object[] = [];
  const none = () => undefined;
  const debug = (fields: object) => {
    if ('bytes' in fields) lines.push(fields);
  };
  const mock = await running({ logger: { debug, info: none, warn: none, error: none } });
  const client = await rawClient(mock.maintenance.port);
  const second = rpc('radio_reset', 2);
  client.socket.write(`${rpc('zeroize', 1)}\n${second}\n \n`);
  await client.ended;
  expect(lines).toMatchObject([{ bytes: second.length }]);
});
