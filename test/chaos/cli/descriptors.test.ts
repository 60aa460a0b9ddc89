import { expect, test } from 'vitest';
import { chaosRadioIn, counted, verdict } from '../../support/chaos-radio.js';
import { rawClient } from '../../support/client.js';

test('a process that runs out of descriptors refuses connections, can be asked why, and serves again', async () => {
  const radio = await chaosRadioIn({ mostDescriptors: 128 }, '--http-max-connections', '0');
  const clients = await Promise.all(Array.from({ length: 300 }, () => rawClient(radio.http.port)));
  const { open, refusedFor } = await counted(radio, 'http');
  expect(open + (refusedFor['descriptors'] ?? 0)).toBe(300);
  expect(open).toBeGreaterThan(40);
  expect(open).toBeLessThan(110);
  for (const { socket } of clients) socket.destroy();
  const saw = 'those beyond: the end at once';
  const figures = { ended: { client: open }, refused: { descriptors: 300 - open } };
  await verdict(radio, { name: '300 connections, 128 descriptors', port: 'http', saw, ...figures });
  const lines = radio
    .stderr()
    .trim()
    .split('\n')
    .filter((line) => line.includes('"descriptors"'));
  expect(lines.length).toBeLessThan(10);
});
