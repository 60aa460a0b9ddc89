import { expect, test } from 'vitest';
import type { SilvusMock, SilvusMockOptions } from '../../../src/index.js';
import { keepAlive, rpc } from '../../support/json-rpc-client.js';
import { runningInVirtualTime } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';
import { callByHttps, httpsPort, tlsClient } from '../../support/tls-client.js';

/** A radio in blackout, with a client that had a reply by HTTPS before. */
async function inBlackout(blackout: NonNullable<SilvusMockOptions['blackout']>) {
  const { mock, clock } = await runningInVirtualTime({ blackout, https: { port: 0 } });
  const open = await tlsClient(httpsPort(mock));
  open.socket.write(keepAlive(rpc('freq')));
  await open.until(/"jsonrpc" : "2\.0"}/);
  // Its client has read by then what came with the reply.
  await callByHttps(mock, 'freq');
  mock.blackout.begin('30s');
  return { mock, clock, open };
}

const isBack = async (mock: SilvusMock) => expect(await callByHttps(mock, 'freq')).toContain('"4700"');

test.each([
  ['error', /200 OK.*UNAVAILABLE/s],
  ['http-503', /^HTTP\/1\.1 503 Service Unavailable\r\n/],
] as const)('a blackout with the look %s is in the reply', async (look, reply) => {
  const { mock, clock, open } = await inBlackout(look);
  expect(await callByHttps(mock, 'freq')).toMatch(reply);
  expect(open.socket.readyState).toBe('open');
  await clock.advance('30s');
  await isBack(mock);
});

test.each([
  ['refuse', 'ECONNREFUSED'],
  ['rst', 'ECONNRESET'],
] as const)('with the look %s no handshake begins, and open connections end', async (look, code) => {
  const { mock, clock, open } = await inBlackout(look);
  expect(await open.ended).toMatchObject({ error: look === 'rst' ? 'ECONNRESET' : undefined });
  await expect(callByHttps(mock, 'freq')).rejects.toMatchObject({ code });
  await clock.advance('30s');
  await isBack(mock);
});

test('with the look hang a handshake is not answered, and reset when the blackout ends', async () => {
  const { mock, clock } = await inBlackout('hang');
  const waiting = await rawClient(httpsPort(mock));
  waiting.socket.write(Buffer.from('16030100c6010000c20303', 'hex'));
  await expect.poll(() => mock.stats().connections.https?.open).toBe(1);
  await clock.advance('29s');
  expect([waiting.bytes().length, waiting.socket.readyState]).toEqual([0, 'open']);
  await clock.advance('1s');
  expect(await waiting.ended).toEqual({ text: '', error: 'ECONNRESET' });
  await isBack(mock);
});
