import { expect, test } from 'vitest';
import { bodiesOf, inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

test('at the end of the grace what still waits or runs is answered UNAVAILABLE, and its client gets to read it', async () => {
  const mock = await running({
    deadlines: { read: 0 },
    methods: [{ name: 'never', access: 'read', execute: () => new Promise(() => undefined) }],
  });
  const http = await rawClient(mock.http.port);
  http.socket.write(keepAlive(rpc('never', 1)));
  await inputIsRead(mock);
  const second = await rawClient(mock.http.port);
  second.socket.write(keepAlive(rpc('freq', 2)));
  await inputIsRead(mock);
  const maintenance = await rawClient(mock.maintenance.port);
  maintenance.socket.write(`${rpc('zeroize', 3)}\n`);
  await inputIsRead(mock);
  expect(await mock.close({ graceMs: 50 })).toMatchObject({ cut: 3, unended: ['never'] });
  const closing = { error: { message: 'UNAVAILABLE', data: { detail: { reason: 'closing' } } } };
  expect(bodiesOf((await http.ended).text)).toMatchObject([closing]);
  expect(bodiesOf((await second.ended).text)).toMatchObject([closing]);
  expect((await maintenance.ended).text).toContain('UNAVAILABLE');
});
