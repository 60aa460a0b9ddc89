import { expect, test } from 'vitest';
import { faultyNetwork } from '../support/faulty-network.js';
import { wholeAnswers } from '../support/http-answers.js';
import {
  type Reply,
  call,
  httpRequest,
  inputIsRead,
  keepAlive,
  outcome,
  rpc,
} from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { exchange, rawClient } from '../support/raw-client.js';

const write = (id: string, value: string) => rpc('max_link_distance', id, [value]);

test('a client behind a line of one byte at a time has the same answer, on both ports', async () => {
  const { mock } = await runningInVirtualTime();
  const slow = () => ({ up: { slice: 1 }, down: { slice: 1 } });
  const http = await faultyNetwork(mock.http.port, slow);
  const maintenance = await faultyNetwork(mock.maintenance.port, slow);
  const request = httpRequest(rpc('freq', 'x'));
  expect(await exchange(http.port, request)).toBe(await exchange(mock.http.port, request));
  const line = `${rpc('zeroize', 'x')}\n`;
  expect(await exchange(maintenance.port, line)).toBe(await exchange(mock.maintenance.port, line));
});

test('commands of two connections are executed in the order in which the network lets them through', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const delays = [500, 100];
  const network = await faultyNetwork(
    mock.http.port,
    (nth) => ({ up: { delays: [delays[nth] ?? 0] } }),
    clock,
  );
  const first = await rawClient(network.port);
  await expect.poll(() => network.links.length).toBe(1);
  const second = await rawClient(network.port);
  await expect.poll(() => network.links.length).toBe(2);
  first.socket.write(keepAlive(write('first', '2000')));
  second.socket.write(keepAlive(write('second', '3000')));
  await expect.poll(() => network.links.filter(({ up }) => up.isWaiting).length).toBe(2);
  await clock.advance('100ms');
  await second.until(/"id" : "second"/);
  expect(first.text()).toBe('');
  await clock.advance('400ms');
  await first.until(/"id" : "first"/);
  expect(mock.journal.entries.flatMap(({ commands }) => commands.map(({ id }) => id))).toEqual([
    'second',
    'first',
  ]);
  expect(await outcome(mock, 'max_link_distance')).toEqual(['2000']);
});

test.each(['rst', 'fin', 'vanish'] as const)(
  'a request that the network cuts by %s is not executed, and its place is free again',
  async (how) => {
    const mock = await running({
      http: { maxConnections: 1, keepAliveTimeout: '100ms', requestTimeout: '100ms' },
    });
    const request = keepAlive(write('cut', '2000'));
    const network = await faultyNetwork(mock.http.port, () => ({
      up: { cut: { after: request.length - 5, how } },
    }));
    const client = await rawClient(network.port);
    client.socket.write(request);
    const { text } = await client.ended;
    expect(wholeAnswers(Buffer.from(text)).filter((body) => body.startsWith('{'))).toEqual([]);
    // Where only the client's half was lost, the radio has to find out by its timeout.
    await expect.poll(() => mock.stats().connections.http.open).toBe(0);
    expect(await outcome(mock, 'max_link_distance')).toEqual(['1000']);
    expect(mock.journal.entries).toHaveLength(1);
  },
);

test('a write whose answer the network loses was executed once; a client that asks again on a new line sees it', async () => {
  const { mock } = await runningInVirtualTime();
  const network = await faultyNetwork(mock.http.port, (nth) =>
    nth === 0 ? { down: { cut: { after: 10, how: 'rst' } } } : {},
  );
  const client = await rawClient(network.port);
  client.socket.write(keepAlive(write('lost', '2000')));
  expect((await client.ended).text).toBe('HTTP/1.1 2');
  const again = await rawClient(network.port);
  again.socket.write(keepAlive(rpc('max_link_distance', 'again')));
  const { result } = JSON.parse((await again.until(/2\.0"}/)).split('\r\n\r\n')[1] ?? '') as Reply;
  expect(result).toEqual(['2000']);
  mock.journal.verify({ method: 'max_link_distance', params: ['2000'], times: 1 });
});

test('clients in a black hole keep their places until the timeouts of the ports, and no longer', async () => {
  const limits = { maxConnections: 2 };
  const mock = await running({
    http: { ...limits, keepAliveTimeout: '150ms', requestTimeout: '150ms', headerTimeout: '150ms' },
    maintenance: { ...limits, idleTimeout: '150ms' },
  });
  const plan = () => ({ up: { cut: { after: 20, how: 'lose' as const } } });
  for (const [port, request] of [
    ['http', keepAlive(rpc('freq'))],
    ['maintenance', `${rpc('zeroize')}\n`],
  ] as const) {
    const network = await faultyNetwork(mock[port].port, plan);
    for (const client of [await rawClient(network.port), await rawClient(network.port)])
      client.socket.write(request);
    await expect.poll(() => mock.stats().connections[port].accepted).toBeGreaterThanOrEqual(2);
    await expect.poll(() => mock.stats().connections[port].open).toBe(0);
  }
  expect(mock.journal.entries).toEqual([]);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test('a reply that trickles through a narrow line neither delays other clients nor the close', async () => {
  const mock = await running();
  const { clock } = await runningInVirtualTime();
  const narrow = await faultyNetwork(mock.http.port, () => ({ down: { bytesPerMs: 0.001 } }), clock);
  const client = await rawClient(narrow.port);
  client.socket.write(keepAlive(rpc('print_all_settings')));
  await mock.received(1);
  await inputIsRead(mock);
  for (let times = 0; times < 20; times += 1) expect((await call(mock, 'freq')).result).toEqual(['4700']);
  const { forced, cut } = await mock.close();
  expect({ forced, cut }).toEqual({ forced: 0, cut: 0 });
  expect(client.text()).toBe('');
});
