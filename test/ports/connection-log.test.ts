import { expect, test } from 'vitest';
import { type Logger, createSilvusMock } from '../../src/index.js';
import { exchange } from '../support/raw-client.js';

test('of a thousand hostile connections the log has a line a second, and the number of the others', async () => {
  const lines: { reason?: string; leftOut?: number }[] = [];
  const quiet = () => undefined;
  const logger: Logger = { debug: quiet, info: quiet, error: quiet, warn: (fields) => lines.push(fields) };
  const mock = createSilvusMock({ logger });
  await mock.start();
  const begun = performance.now();
  for (let count = 0; count < 1_000; count += 50)
    await Promise.all(Array.from({ length: 50 }, () => exchange(mock.http.port, 'no HTTP\r\n\r\n')));
  const seconds = (performance.now() - begun) / 1_000;
  await mock.close();
  const ours = lines.filter(({ reason }) => reason === 'not-http');
  // One at once, one for each full second, and what is told at the close.
  expect(ours.length).toBeLessThanOrEqual(seconds + 2);
  expect(ours.reduce((all, { leftOut = 0 }) => all + 1 + leftOut, 0)).toBe(1_000);
  expect(mock.stats().connections.http.endedFor['not-http']).toBe(1_000);
});
