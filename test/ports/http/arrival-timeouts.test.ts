import { expect, test } from 'vitest';
import type { SilvusMock } from '../../../src/index.js';
import { keepAlive, outcome, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

const http = { headerTimeout: '500ms', requestTimeout: '600ms' } as const;
const wholeRequest = keepAlive(rpc('freq'));

/** What a client gets that sends these bytes and then nothing, and how long it took, ms. */
async function waitedWith(mock: SilvusMock, bytes: string) {
  const client = await rawClient(mock.http.port);
  const begun = performance.now();
  client.socket.write(bytes);
  const { text } = await client.ended;
  return { text, ms: performance.now() - begun };
}

test('silence, half a header and half a body are ended with 408, each in about a second', async () => {
  const mock = await running({ http });
  const beginnings = ['', wholeRequest.slice(0, 20), wholeRequest.slice(0, -5)];
  const ends = await Promise.all(beginnings.map((bytes) => waitedWith(mock, bytes)));
  for (const { text, ms } of ends) {
    expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(ms).toBeGreaterThanOrEqual(499);
  }
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test('a second request that stays half is ended too, after the answer to the first', async () => {
  const mock = await running({ http });
  const { text } = await waitedWith(mock, wholeRequest + wholeRequest.slice(0, 20));
  expect(text).toMatch(/^HTTP\/1\.1 200 .*"4700".*HTTP\/1\.1 408 /s);
});

test('headers have no longer than the whole request has', async () => {
  const mock = await running({ http: { headerTimeout: '60s', requestTimeout: '100ms' } });
  const { text, ms } = await waitedWith(mock, wholeRequest.slice(0, 20));
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  expect(ms).toBeGreaterThanOrEqual(99);
});
