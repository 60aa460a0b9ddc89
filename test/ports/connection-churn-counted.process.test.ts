import { expect, test } from 'vitest';
import { expectCounts, radioProcess, seen, size, untilCounted } from '../support/radio-process.js';
import { rawClient } from '../support/raw-client.js';

test('connections that come and are dropped are all counted', async () => {
  const radio = await radioProcess();
  const all = size(2_000, 20_000);
  for (let dropped = 0; dropped < all; dropped += 100) {
    const clients = await Promise.all(Array.from({ length: 100 }, () => rawClient(radio.http.port)));
    for (const [index, { socket }] of clients.entries())
      if (index % 2 === 0) socket.destroy();
      else socket.resetAndDestroy();
    await untilCounted(radio, 'http', (figures) => figures.open === 0 && seen(figures) === dropped + 100);
  }
  const ended = { client: all / 2, 'client-reset': all / 2 };
  const name = `${all} connections that come and go`;
  await expectCounts(radio, { name, port: 'http', saw: 'nothing', ended });
  expect(radio.child.exitCode).toBeNull();
});
