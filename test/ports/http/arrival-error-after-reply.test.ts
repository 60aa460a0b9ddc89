import { expect, test } from 'vitest';
import type { SilvusMock } from '../../../src/index.js';
import { httpRequest, inputIsRead, keepAlive, rpc } from '../../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

const busy = {
  worker: { processingTime: '20s' },
  http: { headerTimeout: '300ms', requestTimeout: '300ms' },
} as const;

/** Resolves when who was too slow before this has been found out: who comes later has. */
async function latecomersAreKnown({ http }: SilvusMock): Promise<void> {
  const later = await rawClient(http.port);
  later.socket.write('POST');
  expect((await later.ended).text).toMatch(/^HTTP\/1\.1 408 /);
}

/** The status of each reply. */
const statusesOf = (text: string) => text.match(/(?<=HTTP\/1\.1 )\d+/g);

test('the first word counts, though it waits for the reply before it', async () => {
  const { mock, clock } = await runningInVirtualTime(busy);
  const client = await rawClient(mock.http.port);
  client.socket.write(`${keepAlive(rpc('freq'))}no HTTP\r\n\r\n`);
  await latecomersAreKnown(mock);
  await clock.advance('20s');
  expect(statusesOf((await client.ended).text)).toEqual(['200', '400']);
  await expect.poll(() => mock.stats().connections.http.endedFor).toMatchObject({ 'not-http': 1 });
});

test('what comes too late is not carried out, though its 408 waits for the reply before it', async () => {
  const { mock, clock } = await runningInVirtualTime(busy);
  const late = keepAlive(rpc('freq', 2));
  const client = await rawClient(mock.http.port);
  client.socket.write(keepAlive(rpc('freq', 1)) + late.slice(0, 20));
  await latecomersAreKnown(mock);
  client.socket.write(late.slice(20));
  await inputIsRead(mock);
  await clock.advance('60s');
  expect(statusesOf((await client.ended).text)).toEqual(['200', '408']);
  // The second is what `caughtUp` has asked.
  expect(mock.journal.total).toBe(2);
});

test('who has ended its half reads the word too', async () => {
  const { mock, clock } = await runningInVirtualTime({ worker: { processingTime: '20s' } });
  const client = await rawClient(mock.http.port, { allowHalfOpen: true });
  client.socket.end(`${keepAlive(rpc('freq'))}no HTTP\r\n\r\n`);
  await inputIsRead(mock);
  await clock.advance('20s');
  expect(statusesOf((await client.ended).text)).toEqual(['200', '400']);
  client.socket.destroy();
});

test('what comes behind a request that says `Connection: close` is no fault', async () => {
  const mock = await running();
  const client = await rawClient(mock.http.port);
  client.socket.write(Buffer.concat([httpRequest(rpc('freq', 1)), httpRequest(rpc('freq', 2))]));
  expect(statusesOf((await client.ended).text)).toEqual(['200']);
  await expect.poll(() => mock.stats().connections.http.endedFor).toMatchObject({ served: 1 });
  expect(mock.journal.total).toBe(1);
});
