import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { type RadioProcess, radioProcess } from '../support/radio-process.js';
import { type RawClient, rawClient } from '../support/raw-client.js';

/** From now on it may have so many descriptors, and can be given more again. */
function allow({ child }: RadioProcess, descriptors: number): void {
  execFileSync('prlimit', ['--pid', String(child.pid), `--nofile=${descriptors}:`]);
}

async function ask(client: RawClient, path: string): Promise<string> {
  const before = client.bytes().length;
  client.socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await client.until(new RegExp(`^[^]{${before}}HTTP/1\\.1 \\d+ .*\\r\\n[^]*\\r\\n\\r\\n[^]`));
  return client.bytes().subarray(before).toString().slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length);
}

test('a radio without any descriptor answers its first probe and scrape, and can be reloaded', async () => {
  const radio = await radioProcess('--log-level', 'debug');
  const client = await rawClient(Number(new URL(radio.control.url).port));
  await radio.until('stderr', /loaded what may be needed later/);
  allow(radio, 3);
  expect(await ask(client, '/healthz')).toBe('200');
  expect(await ask(client, '/metrics')).toBe('200');
  radio.child.kill('SIGHUP');
  await radio.until('stderr', /nothing to take over/);
  client.socket.destroy();
});
