import { expect, test } from 'vitest';
import { started } from '../../support/cli.js';
import { idsOf, inputIsRead, keepAlive, rpc } from '../../support/json-rpc-client.js';
import { largeRequests } from '../../support/large-reply.js';
import { frozenClient, rawClient } from '../../support/raw-client.js';

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s every call in flight is answered, then it ends with 0',
  async (signal) => {
    const run = await started('--processing-time', '60s');
    const client = await rawClient(run.http.port);
    client.socket.write([1, 2, 3].map((id) => keepAlive(rpc('freq', id))).join(''));
    await rawClient(run.maintenance.port);
    await inputIsRead(run);
    run.child.kill(signal);
    const { text } = await client.ended;
    expect(idsOf(text)).toEqual([1, 2, 3]);
    expect(text).not.toContain('error');
    expect((await run.ended).code).toBe(0);
  },
);

/** A process whose close lasts: a client reads nothing of a reply that is longer than a socket's buffers. */
async function busyClosing(...flags: string[]) {
  const run = await started('--log-level', 'debug', '--http-max-body', String(2 ** 24), ...flags);
  const { socket } = await frozenClient(run.http.port);
  socket.write(largeRequests.http);
  await run.until('stderr', /"method":"zeroize"/);
  await inputIsRead(run);
  return run;
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a second signal ends it at once: %s with %i', async (signal, expected) => {
  const run = await busyClosing();
  run.child.kill('SIGTERM');
  await run.until('stderr', /"msg":"shutting down/);
  run.child.kill(signal);
  expect((await run.ended).code).toBe(expected);
});

test('what is cut at the grace deadline is told by exit code 5', async () => {
  const run = await busyClosing('--grace', '200ms');
  run.child.kill('SIGTERM');
  const { code, stderr } = await run.ended;
  expect(code).toBe(5);
  expect(stderr).toMatch(/"forced":1,.*"msg":"closed"/);
});
