import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import {
  counted,
  expectCounts,
  type RadioProcess,
  radioProcess,
  seen,
  untilCounted,
} from '../support/radio-process.js';
import { outcome } from '../support/json-rpc-client.js';
import { rawClient } from '../support/raw-client.js';

/** From now on it may have so many: while it starts it reads its files side by side, more of them on a slow disk. */
function allow({ child }: RadioProcess, descriptors: number): void {
  execFileSync('prlimit', ['--pid', String(child.pid), `--nofile=${descriptors}`]);
}

test('a process that runs out of descriptors refuses connections, can be asked why, and serves again', async () => {
  const radio = await radioProcess('--http-max-connections', '0', '--http-at-limit', 'refuse');
  await counted(radio, 'http');
  allow(radio, 128);
  const clients = await Promise.all(Array.from({ length: 300 }, () => rawClient(radio.http.port)));
  const { open, refusedFor } = await untilCounted(radio, 'http', (figures) => seen(figures) === 300);
  expect(open + (refusedFor['descriptors'] ?? 0)).toBe(300);
  expect(open).toBeGreaterThan(40);
  expect(open).toBeLessThan(110);
  for (const { socket } of clients) socket.destroy();
  const saw = 'those beyond: the end at once';
  const figures = { ended: { client: open }, refused: { descriptors: 300 - open } };
  await expectCounts(radio, { name: '300 connections, 128 descriptors', port: 'http', saw, ...figures });
  const lines = radio
    .stderr()
    .trim()
    .split('\n')
    .filter((line) => line.includes('"descriptors"'));
  expect(lines.length).toBeLessThan(10);
});

test('without descriptors the connection that has been idle for longest makes room', async () => {
  const radio = await radioProcess('--http-max-connections', '0');
  await counted(radio, 'http');
  allow(radio, 128);
  const clients = await Promise.all(Array.from({ length: 300 }, () => rawClient(radio.http.port)));
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  const { open, refusedFor } = await untilCounted(radio, 'http', (figures) => seen(figures) > 300);
  expect(open).toBeLessThan(110);
  expect(refusedFor['descriptors'] ?? 0).toBe(0);
  for (const { socket } of clients) socket.destroy();
});
