import { expect, test } from 'vitest';
import {
  bodiesOf,
  call,
  inputIsRead,
  keepAlive,
  outcome,
  paddedTo,
  rpc,
} from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

test('who waits above a lowered capacity keeps its place; what comes is BUSY', async () => {
  const mock = await running();
  mock.worker.pause();
  const client = await rawClient(mock.http.port);
  client.socket.write([1, 2, 3].map((id) => keepAlive(rpc('freq', id))).join(''));
  await mock.received(3);
  await mock.reload({ worker: { queueCapacity: 1 } });
  expect(await outcome(mock, 'freq')).toBe('BUSY');
  expect(mock.worker.figures.waiting).toBe(3);
  mock.worker.resume();
  await client.until(/"id" : 3, /);
  expect(bodiesOf(client.text())).toMatchObject([
    { result: ['4700'] },
    { result: ['4700'] },
    { result: ['4700'] },
  ]);
});

test('a raised capacity lets in who waits for a place', async () => {
  const mock = await running({ worker: { queueCapacity: 1, admissionTimeout: '1h' } });
  mock.worker.pause();
  const all = [1, 2].map(() => outcome(mock, 'freq'));
  await mock.received(2);
  await mock.reload({ worker: { queueCapacity: 3, admissionTimeout: 0 } });
  all.push(outcome(mock, 'freq'));
  await mock.received(3);
  expect(mock.worker.figures.waiting).toBe(3);
  expect(await outcome(mock, 'freq')).toBe('BUSY');
  mock.worker.resume();
  expect(await Promise.all(all)).toEqual([['4700'], ['4700'], ['4700']]);
});

test('connections above a lowered limit stay; what comes is refused', async () => {
  const mock = await running({ maintenance: { persistent: true } });
  const clients = await Promise.all([
    rawClient(mock.maintenance.port),
    rawClient(mock.maintenance.port),
    rawClient(mock.http.port),
    rawClient(mock.http.port),
  ]);
  const [first, second, third, fourth] = clients;
  const ask = async (id: number) => {
    for (const each of [first, second]) each.socket.write(`${rpc('zeroize', id)}\n`);
    for (const each of [third, fourth]) each.socket.write(keepAlive(rpc('freq', id)));
    await Promise.all(clients.map((each) => each.until(new RegExp(`"id" : ${id}, `))));
  };
  await ask(1);
  const lowered = { maxConnections: 1, atLimit: 'refuse' } as const;
  await mock.reload({ maintenance: lowered, http: lowered });
  await ask(2);
  for (const port of ['http', 'maintenance'] as const) {
    const refused = await rawClient(mock[port].port);
    expect(await refused.ended).toMatchObject({ text: '' });
  }
  await ask(3);
  await mock.reload({ maintenance: { maxConnections: 0 }, http: { maxConnections: 0 } });
  expect(await call(mock, 'freq')).toMatchObject({ result: ['4700'] });
});

test('who may connect is asked of those who come, and a session keeps the settings that it began with', async () => {
  const mock = await running({ maintenance: { persistent: true } });
  const session = await rawClient(mock.maintenance.port);
  await mock.reload({ maintenance: { allowedNetworks: [], persistent: false, maxLineBytes: 1 } });
  for (const id of [1, 2]) {
    session.socket.write(`${rpc('zeroize', id)}\n`);
    await session.until(new RegExp(`"result" : \\[""\\], "id" : ${id}, `));
  }
  const stranger = await rawClient(mock.maintenance.port);
  expect(await stranger.ended).toMatchObject({ text: '' });
});

test('form, batches, deadlines and hidden methods hold for the next request', async () => {
  const mock = await running();
  await mock.reload({
    reply: { errors: 'string', json: 'compact' },
    worker: { maxBatch: 1 },
    http: { maintenanceMethods: false, maxBodyBytes: 100 },
  });
  const client = await rawClient(mock.http.port);
  client.socket.write(keepAlive(rpc('zeroize', 1)));
  await client.until(/{"error":"Method not found","id":1,"jsonrpc":"2\.0"}$/);
  client.socket.write(keepAlive(`[${rpc('bw', 1)},${rpc('bw', 2)}]`));
  await client.until(/{"error":"Invalid Request","id":null,"jsonrpc":"2\.0"}$/);
  client.socket.write(keepAlive(paddedTo(101)));
  await client.until(/HTTP\/1\.1 413 /);
});

test('the times of the HTTP port hold for the connections that are open already', async () => {
  const long = { headerTimeout: '60s', requestTimeout: '60s', keepAliveTimeout: '60s' } as const;
  const mock = await running({ http: long });
  const used = await rawClient(mock.http.port);
  used.socket.write(keepAlive(rpc('freq', 1)));
  expect(await used.until(/"id" : 1, /)).toContain('Keep-Alive: timeout=60\r\n');
  const header = await rawClient(mock.http.port);
  const body = await rawClient(mock.http.port);
  header.socket.write(keepAlive(rpc('freq')).slice(0, 20));
  body.socket.write(keepAlive(rpc('freq')).slice(0, -5));
  await inputIsRead(mock);
  await mock.reload({ http: { headerTimeout: '100ms', requestTimeout: '60s', keepAliveTimeout: '7s' } });
  used.socket.write(keepAlive(rpc('freq', 2)));
  expect(await used.until(/"id" : 2, /)).toContain('Keep-Alive: timeout=7\r\n');
  expect((await header.ended).text).toMatch(/^HTTP\/1\.1 408 /);
  expect(body.text()).toBe('');
  await mock.reload({ http: { headerTimeout: '100ms', requestTimeout: '100ms', keepAliveTimeout: '7s' } });
  expect((await body.ended).text).toMatch(/^HTTP\/1\.1 408 /);
  await expect
    .poll(() => mock.stats().connections.http.endedFor)
    .toMatchObject({ 'header-timeout': 1, 'request-timeout': 1 });
});

test('times of the HTTP port that are changed before its first connection hold for it', async () => {
  const mock = await running({ http: { headerTimeout: '60s', keepAliveTimeout: '60s' } });
  await mock.reload({ http: { headerTimeout: '100ms', keepAliveTimeout: '7s' } });
  const client = await rawClient(mock.http.port);
  client.socket.write(keepAlive(rpc('freq', 1)));
  expect(await client.until(/"id" : 1, /)).toContain('Keep-Alive: timeout=7\r\n');
  client.socket.write(keepAlive(rpc('freq', 2)).slice(0, 20));
  expect((await client.ended).text).toMatch(/HTTP\/1\.1 408 [^]*$/);
});

test('a journal with less room lets go of the oldest', async () => {
  const mock = await running();
  for (const id of [1, 2, 3]) await call(mock, 'freq', id === 3 ? [] : undefined);
  await mock.reload({ journal: { maxEntries: 1 } });
  expect(mock.journal.entries.map(({ n }) => n)).toEqual([3]);
});
