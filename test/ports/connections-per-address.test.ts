import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { collected } from '../support/events.js';
import { keepAlive, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

const options = { maxConnectionsPerAddress: 2, atLimit: 'refuse' } as const;

/** Whether a client at another loopback address gets an answer. */
function answeredAt(localAddress: string, port: number, request: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress });
    socket.write(request);
    socket.once('data', () => resolve(true));
    socket.once('close', () => resolve(false));
    socket.once('data', () => socket.destroy());
  });
}

test.each([
  ['http', keepAlive(rpc('freq'))],
  ['maintenance', `${rpc('zeroize')}\n`],
] as const)(
  'on %s one address may hold two connections, not three; another address is unaffected',
  async (name, request) => {
    const mock = await running({ [name]: options });
    const { port } = mock[name];
    const refused = collected(mock, 'connection-refused');
    const first = await rawClient(port);
    await rawClient(port);
    const third = await rawClient(port);
    expect((await third.ended).text).toBe('');
    expect(refused).toMatchObject([{ port: name, reason: 'address-limit' }]);
    expect(await answeredAt('127.0.0.2', port, request)).toBe(true);
    first.socket.write(request);
    await first.until(/"result"/);
    expect(refused).toHaveLength(1);
  },
);
