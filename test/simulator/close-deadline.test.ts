import { expect, test } from 'vitest';
import { caughtUp } from '../support/caught-up.js';
import { rawClient } from '../support/client.js';
import { bodiesOf, keepAlive, rpc } from '../support/requests.js';
import { running } from '../support/running.js';

test('at the end of the grace what still waits or runs is answered UNAVAILABLE, and its client gets to read it', async () => {
  const mock = await running({
    deadlines: { read: 0 },
    methods: [{ name: 'never', access: 'read', execute: () => new Promise(() => undefined) }],
  });
  const http = await rawClient(mock.http.port);
  http.socket.write(keepAlive(rpc('never', 1)));
  await caughtUp(mock);
  const second = await rawClient(mock.http.port);
  second.socket.write(keepAlive(rpc('freq', 2)));
  await caughtUp(mock);
  const maintenance = await rawClient(mock.maintenance.port);
  maintenance.socket.write(`${rpc('zeroize', 3)}\n`);
  await caughtUp(mock);
  expect(await mock.close({ graceMs: 50 })).toMatchObject({ cut: 3, unended: ['never'] });
  const closing = { error: { message: 'UNAVAILABLE', data: { detail: { reason: 'closing' } } } };
  expect(bodiesOf((await http.ended).text)).toMatchObject([closing]);
  expect(bodiesOf((await second.ended).text)).toMatchObject([closing]);
  expect((await maintenance.ended).text).toContain('UNAVAILABLE');
});
