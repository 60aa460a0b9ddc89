import { expect, onTestFinished, test } from 'vitest';
import { keepAlive, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

test('an idle connection is closed after the keep-alive timeout, without a byte more', async () => {
  const mock = await running({ http: { keepAliveTimeout: '150ms' } });
  const client = await rawClient(mock.http.port);
  client.socket.write(keepAlive(rpc('freq')));
  const answer = await client.until(/"jsonrpc" : "2\.0"}/);
  const answered = performance.now();
  expect((await client.ended).text).toBe(answer);
  expect(performance.now() - answered).toBeGreaterThanOrEqual(100);
});

test('a connection that is used within the keep-alive timeout stays open', async () => {
  const mock = await running({ http: { keepAliveTimeout: '20s' } });
  const client = await rawClient(mock.http.port);
  for (const id of ['one', 'two', 'three']) {
    client.socket.write(keepAlive(rpc('freq', id)));
    await client.until(new RegExp(`"${id}"`));
  }
});

test('blank lines between two requests do not keep a connection open', async () => {
  const times = { keepAliveTimeout: '200ms', headerTimeout: '1s', requestTimeout: '1s' } as const;
  const mock = await running({ http: times });
  const client = await rawClient(mock.http.port);
  client.socket.write(keepAlive(rpc('freq')));
  await client.until(/"jsonrpc" : "2\.0"}/);
  const drip = setInterval(() => client.socket.write('\r\n'), 50);
  onTestFinished(() => clearInterval(drip));
  await client.ended;
});
