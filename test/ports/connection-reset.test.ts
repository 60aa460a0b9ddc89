import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/core/time/clock.js';
import { Connection } from '../../src/ports/connection.js';

/** A connection of this machine, and its client. */
async function connected() {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const ended = new Promise<{ readonly text: string; readonly code: string | undefined }>((resolve) => {
    let text = '';
    let code: string | undefined;
    client.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    client.on('error', (fault: NodeJS.ErrnoException) => (code = fault.code));
    client.on('close', () => resolve({ text, code }));
  });
  const [socket] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  const connection = new Connection(socket, socket, systemClock(), 10_000);
  return { connection, socket, closed: once(socket, 'close'), ended };
}

const aTick = () => new Promise<void>((resolve) => process.nextTick(resolve));

test('a reset is seen by the client', async () => {
  const { connection, closed, ended } = await connected();
  connection.reset('blackout');
  await closed;
  expect(await ended).toEqual({ text: '', code: 'ECONNRESET' });
});

test('what was written before gets out', async () => {
  const { connection, socket, closed, ended } = await connected();
  const text = 'x'.repeat(4_000_000);
  socket.write(text);
  connection.reset('fault');
  await closed;
  expect((await ended).text.length).toBeGreaterThan(0);
  expect(socket.bytesWritten).toBe(text.length);
});

test.each([0, 1, 2, 3, 4])(
  'one whose end is under way is closed, whatever ends it after that: %i ticks later',
  async (ticks) => {
    for (const isEnded of [true, false]) {
      const { connection, socket, closed } = await connected();
      if (isEnded) socket.end('a reply');
      for (let tick = 0; tick < ticks; tick += 1) await aTick();
      connection.reset('blackout');
      for (let tick = 0; tick < ticks; tick += 1) await aTick();
      connection.destroy('closing');
      await closed;
      expect(connection.endReason).toBe('blackout');
    }
  },
);
