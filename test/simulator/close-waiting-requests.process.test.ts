import { type Socket, connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { controlPortOf, started } from '../support/cli.js';
import { keepAlive, rpc } from '../support/json-rpc-client.js';

/** A connection whose requests the system has taken, whether or not the radio has accepted it. */
async function sent(port: number, bytes: string) {
  const socket = connect({ host: '127.0.0.1', port });
  const client = { socket, text: '' };
  socket.setEncoding('utf8').on('data', (more: string) => (client.text += more));
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  await write(socket, bytes);
  return { ...client, closed, text: () => client.text };
}

const write = (socket: Socket, bytes: string) =>
  new Promise<void>((resolve) => {
    socket.write(bytes, () => resolve());
  });

test.each(['finish', 'reject'])(
  'what was sent before a SIGTERM is answered, accepted or not, with drain: %s',
  async (drain) => {
    const run = await started('--control-port', '0', '--drain', drain);
    const control = controlPortOf(run.stdout());
    const request = keepAlive(rpc('freq'));
    const kept = await Promise.all(Array.from({ length: 20 }, () => sent(run.http.port, request)));
    await Promise.all(kept.map(({ socket }) => once(socket, 'data')));
    run.child.kill('SIGSTOP');
    for (const { socket } of kept) await write(socket, request);
    const http = await Promise.all(Array.from({ length: 200 }, () => sent(run.http.port, request)));
    const maintenance = await Promise.all(
      Array.from({ length: 5 }, () => sent(run.maintenance.port, `${rpc('zeroize')}\n`)),
    );
    const probe = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    const probes = await Promise.all(Array.from({ length: 5 }, () => sent(control, probe)));
    run.child.kill('SIGTERM');
    run.child.kill('SIGCONT');
    await Promise.all([...kept, ...http, ...maintenance, ...probes].map(({ closed }) => closed));
    const answered = drain === 'finish' ? /"result" : \["(4700)?"\]/ : /"result" : \["(4700)?"\]|UNAVAILABLE/;
    expect(http.filter(({ text }) => answered.test(text()))).toHaveLength(200);
    expect(maintenance.filter(({ text }) => answered.test(text()))).toHaveLength(5);
    expect(probes.filter(({ text }) => text().startsWith('HTTP/1.1 '))).toHaveLength(5);
    for (const { text } of kept) expect(text().match(/"id" : 1/g)).toHaveLength(2);
    expect((await run.ended).code).toBe(0);
  },
);
