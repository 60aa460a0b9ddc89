import { expect, test } from 'vitest';
import { outcome } from '../../support/json-rpc-client.js';
import { expectCounts, radioProcess, size, untilCounted } from '../../support/radio-process.js';
import { rawClient } from '../../support/raw-client.js';

/** At once: more would overflow the system's own queue of those that knock, which no server sees. */
const wave = 250;

test('a port full of silent connections is free again at their deadline', async () => {
  const radio = await radioProcess('--http-header-timeout', '2s', '--http-at-limit', 'refuse');
  const all = size(1_000, 9_000);
  const ends: Promise<{ readonly text: string }>[] = [];
  for (let sent = 0; sent < all; sent += wave) {
    const clients = await Promise.all(Array.from({ length: wave }, () => rawClient(radio.http.port)));
    ends.push(...clients.map(({ ended }) => ended));
  }
  const begun = performance.now();
  const texts = await Promise.all(ends);
  // A client sees its end a moment before the radio does.
  await untilCounted(radio, 'http', (figures) => figures.open === 0);
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  // The deadline, and the second until Node.js notices; much more where the machine is busy.
  expect(performance.now() - begun).toBeLessThan(30_000);
  const late = texts.filter(({ text }) => text.startsWith('HTTP/1.1 408')).length;
  expect(late).toBeGreaterThanOrEqual(256);
  const { refusedFor } = await untilCounted(radio, 'http', (figures) => figures.open === 0);
  const { limit = 0 } = refusedFor;
  expect(late + limit).toBe(all);
  const name = `${all} silent connections`;
  const saw = `${late} got 408, the others the end at once; the next client its reply`;
  const figures = { ended: { 'header-timeout': late, served: 1 }, refused: { limit } };
  await expectCounts(radio, { name, port: 'http', saw, ...figures });
});
