import { expect, test } from 'vitest';
import { chaosRadio, size, verdict } from '../../support/chaos-radio.js';
import { outcome, rawClient } from '../../support/client.js';

test('a port full of silent connections is free again at their deadline', async () => {
  const radio = await chaosRadio('--http-header-timeout', '2s');
  const all = size(1_000, 9_000);
  const clients = await Promise.all(Array.from({ length: all }, () => rawClient(radio.http.port)));
  const begun = performance.now();
  const texts = await Promise.all(clients.map(async ({ ended }) => (await ended).text));
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  // The deadline, and the second until Node.js notices; much more where the machine is busy.
  expect(performance.now() - begun).toBeLessThan(30_000);
  expect(texts.filter((text) => text.startsWith('HTTP/1.1 408'))).toHaveLength(256);
  for (const { socket } of clients) socket.destroy();
  const name = `${all} silent connections`;
  const saw = '256 got 408, the others the end at once; the next client its reply';
  const figures = { ended: { 'header-timeout': 256, served: 1 }, refused: { limit: all - 256 } };
  await verdict(radio, { name, port: 'http', saw, ...figures });
});
