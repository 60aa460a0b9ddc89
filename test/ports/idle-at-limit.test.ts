import { expect, test } from 'vitest';
import type { SilvusMock } from '../../src/index.js';
import { collected } from '../support/events.js';
import { keepAlive, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { type RawClient, rawClient } from '../support/raw-client.js';

const ports = [
  { name: 'http', message: (id: string) => keepAlive(rpc('freq', id)), begin: 'POST /streamscape_api HTT' },
  { name: 'maintenance', message: (id: string) => `${rpc('zeroize', id)}\n`, begin: '{"jsonrpc"' },
] as const;

type PortName = (typeof ports)[number]['name'];

/** Connects one client after the other, so that the order of their idle times is known. */
async function connected(mock: SilvusMock, name: PortName, count: number): Promise<readonly RawClient[]> {
  const clients: RawClient[] = [];
  for (let index = 0; index < count; index += 1) {
    clients.push(await rawClient(mock[name].port));
    await expect.poll(() => mock.stats().connections[name].accepted).toBe(index + 1);
  }
  return clients;
}

const radio = (name: PortName, more: object = {}) =>
  running({
    http: name === 'http' ? { maxConnections: 3, ...more } : {},
    maintenance: { persistent: true, ...(name === 'maintenance' ? { maxConnections: 3, ...more } : {}) },
  });

const ended = (mock: SilvusMock, name: PortName) => mock.stats().connections[name].endedFor['idle-at-limit'];

test.each(ports)(
  '$name: the connection that has been idle for longest makes room',
  async ({ name, message }) => {
    const mock = await radio(name);
    const refused = collected(mock, 'connection-refused');
    const [first, second, third] = await connected(mock, name, 3);
    first?.socket.write(message('one'));
    await first?.until(/"one"/);
    const fourth = await rawClient(mock[name].port);
    fourth.socket.write(message('four'));
    await fourth.until(/"four"/);
    expect(await second?.ended).toMatchObject({ text: '' });
    third?.socket.write(message('three'));
    await third?.until(/"three"/);
    first?.socket.write(message('once more'));
    await first?.until(/"once more"/);
    expect(refused).toEqual([]);
    expect(ended(mock, name)).toBe(1);
    expect(mock.stats().connections[name].open).toBe(3);
  },
);

test.each(ports)(
  '$name: where a byte of a request has come from each, or a reply is due, the newcomer is refused',
  async ({ name, message, begin }) => {
    const mock = await radio(name);
    const refused = collected(mock, 'connection-refused');
    const [first, second, third] = await connected(mock, name, 3);
    mock.worker.pause();
    first?.socket.write(begin);
    second?.socket.write(message('two'));
    third?.socket.end(message('three'));
    await mock.received(2);
    await expect
      .poll(() => mock.stats().connections[name].bytesIn)
      .toBeGreaterThan(message('two').length * 2);
    expect((await (await rawClient(mock[name].port)).ended).text).toBe('');
    expect(refused).toMatchObject([{ port: name, reason: 'limit' }]);
    mock.worker.resume();
    await second?.until(/"two"/);
    expect((await third?.ended)?.text).toContain('"three"');
    first?.socket.write(message('one').slice(begin.length));
    await first?.until(/"one"/);
    expect(ended(mock, name)).toBe(0);
  },
);

test.each(ports)(
  '$name: the limit of one address is kept by closing one of the same address',
  async (port) => {
    const mock = await radio(port.name, { maxConnections: 0, maxConnectionsPerAddress: 2 });
    const [first, second] = await connected(mock, port.name, 2);
    const third = await rawClient(mock[port.name].port);
    expect(await first?.ended).toMatchObject({ text: '' });
    for (const [index, client] of [second, third].entries()) {
      client?.socket.write(port.message(`${index}`));
      await client?.until(new RegExp(`"${index}"`));
    }
  },
);

test.each(ports)(
  '$name: one that a fault leaves without a reply keeps its place',
  async ({ name, message }) => {
    const mock = await radio(name, { maxConnections: 1 });
    mock.faults.add({ kind: 'half-open', times: 1 });
    const [first] = await connected(mock, name, 1);
    first?.socket.write(message('one'));
    await expect.poll(() => mock.stats().connections[name].bytesIn).toBeGreaterThan(0);
    expect((await (await rawClient(mock[name].port)).ended).text).toBe('');
    expect(ended(mock, name)).toBe(0);
  },
);

test.each([9, 40, -5])(
  'http: the first bytes of a request, up to %d, keep a place that came in one piece with the request before',
  async (count) => {
    const mock = await radio('http', { maxConnections: 1 });
    const [first] = await connected(mock, 'http', 1);
    const next = keepAlive(rpc('freq', 'two'));
    first?.socket.write(`${keepAlive(rpc('freq', 'one'))}${next.slice(0, count)}`);
    await first?.until(/"one"/);
    expect((await (await rawClient(mock.http.port)).ended).text).toBe('');
    first?.socket.write(next.slice(count));
    await first?.until(/"two"/);
    const newcomer = await rawClient(mock.http.port);
    newcomer.socket.write(keepAlive(rpc('freq', 'three')));
    await newcomer.until(/"three"/);
    expect(ended(mock, 'http')).toBe(1);
  },
);

test.each(ports)('$name: of 300 idle connections none keeps a newcomer out', async ({ name, message }) => {
  const mock = await running();
  const idle = await Promise.all(Array.from({ length: 300 }, () => rawClient(mock[name].port)));
  const client = await rawClient(mock[name].port);
  client.socket.write(message('me'));
  await client.until(/"me"/);
  expect(mock.stats().connections[name].refused).toBe(0);
  for (const { socket } of idle) socket.destroy();
});

test('a reload decides anew', async () => {
  const mock = await radio('http', { maxConnections: 1, atLimit: 'refuse' });
  const [first] = await connected(mock, 'http', 1);
  expect((await (await rawClient(mock.http.port)).ended).text).toBe('');
  await mock.reload({ http: { maxConnections: 1, atLimit: 'close-idle' } });
  const third = await rawClient(mock.http.port);
  third.socket.write(keepAlive(rpc('freq', 'third')));
  await third.until(/"third"/);
  expect(await first?.ended).toMatchObject({ text: '' });
});
