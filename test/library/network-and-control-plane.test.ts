import { expect, onTestFinished, test } from 'vitest';
import { type NetworkDocument, type NetworkOptions, startNetwork } from '../../src/index.js';
import { httpCall } from '../support/control-plane-client.js';
import { call } from '../support/json-rpc-client.js';

const at = (metres: number) => ({ latitude: metres / 111_000, longitude: 0 });

const pair: NetworkDocument = {
  settings: { freq_bw: ['2490', '5'], nw_name: 'alpha', max_link_distance: 5_000 },
  nodes: [
    { nodeid: 1001, position: at(0) },
    { nodeid: 1002, position: at(400) },
  ],
};

/** A network with a control plane, and a way to ask that. */
async function networkWith(options: Partial<NetworkOptions> = {}) {
  const network = await startNetwork({
    network: pair,
    ...options,
    clock: 'virtual',
    control: { enabled: true },
  });
  onTestFinished(async () => {
    await network.close();
  });
  const ask = (method: string, path: string, body?: unknown) =>
    httpCall(network.control?.port ?? 0, method, path, body === undefined ? {} : { body });
  return { network, ask };
}

const networkPlace = { position: at(200) };

test('a radio that is added at a position has the settings and the key of the document, and is heard', async () => {
  const { network, ask } = await networkWith();
  await ask('POST', '/nodes', { nodeid: 1003, network: networkPlace, settings: { system_name: 'third' } });
  const third = network.radio(1003);
  expect((await call(third, 'freq_bw')).result).toEqual(['2490', '5']);
  expect((await call(third, 'nw_name')).result).toEqual(['alpha']);
  expect((await call(third, 'system_name')).result).toEqual(['third']);
  expect((await call(third, 'routing_tree')).result).toEqual([1001, 1002, 1003]);
  expect((await call(third, 'gps_coordinates')).result).toEqual([
    at(200).latitude.toFixed(6),
    '0.000000',
    '0',
  ]);
  // Its own settings come over those of the document.
  await ask('POST', '/nodes', { nodeid: 1004, network: networkPlace, settings: { nw_name: 'beta' } });
  expect((await call(network.radio(1004), 'routing_tree')).result).toEqual([1004]);
  // A radio that is alone has nothing of it.
  await ask('POST', '/nodes', { nodeid: 1005 });
  expect((await call(network.radio(1005), 'nw_name')).result).not.toEqual(['alpha']);
});

test('a radio that is alone beside a network has its own clock in the program too', async () => {
  const { network, ask } = await networkWith();
  await ask('POST', '/nodes', { nodeid: 901, clock: 'virtual' });
  const { clock } = network.radio(901);
  expect(clock).not.toBe(network.clock);
  expect(network.radio(1002).clock).toBe(network.clock);
  await network.clock.advance('1h');
  expect(clock.now()).toBe(0);
  expect(network.clock.now()).toBe(3_600_000);
});

test('once all radios were removed, the control plane says so, and takes new ones', async () => {
  const { network, ask } = await networkWith();
  for (const id of [1001, 1002]) await network.remove(id);
  expect(network.radios).toEqual([]);
  const status = await ask('GET', '/status');
  expect([status.status, status.text]).toEqual([
    404,
    expect.stringMatching(/no node any more; allowed: POST \/nodes/),
  ]);
  const ready = await ask('GET', '/readyz');
  expect([ready.status, ready.body]).toEqual([
    503,
    { ready: false, reasons: ['there is no radio: all were removed'] },
  ]);
  expect((await ask('GET', '/nodes')).body).toEqual([]);
  expect((await ask('GET', '/metrics')).status).toBe(200);
  expect((await ask('GET', '/nodes/1001/status')).text).toMatch(/no \\"1001\\"; allowed: none, until POST/);
  const added = await ask('POST', '/nodes', { network: networkPlace });
  expect(added.status).toBe(201);
  expect((await ask('GET', '/readyz')).status).toBe(200);
  const [radio] = network.radios;
  expect(radio && (await call(radio, 'nw_name')).result).toEqual(['alpha']);
});

test.each([
  [
    'POST',
    '/nodes',
    { clock: 'real', network: networkPlace },
    /clock: \\"real\\" is not allowed with network; allowed: /,
  ],
  ['POST', '/nodes', { nodeid: 1002 }, /1002 is a radio's already; allowed: /],
  ['DELETE', '/nodes/7', undefined, /there is no \\"7\\"; allowed: 1001, 1002/],
  ['DELETE', '/nodes/1001', undefined, /first radio; allowed: /],
])('%s %s with %j: the refusal says what is allowed', async (method, path, body, text) => {
  const { network, ask } = await networkWith();
  const { status, text: answer } = await ask(method, path, body);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(answer).toMatch(text);
  expect(network.radios).toHaveLength(2);
});

test('a reload changes all radios, and each stays the one that it is', async () => {
  const [first, second] = pair.nodes ?? [];
  if (first === undefined || second === undefined) return;
  const { network } = await networkWith({
    network: { ...pair, nodes: [first, { ...second, served: false }] },
  });
  const report = await network.reload({ reply: { json: 'compact' }, mode: 'offline' });
  expect(report.changed.map(({ path }) => path).sort()).toEqual(['mode', 'reply.json']);
  expect(network.config.mode).toBe('offline');
  expect((await call(network.radio(1001), 'freq')).error?.message).toBe('UNAVAILABLE');
  // The mode of a configuration is that of radios that are served.
  expect(network.radios.map(({ nodeid, isServed, mode }) => [nodeid, isServed, mode])).toEqual([
    [1001, true, 'offline'],
    [1002, false, 'normal'],
  ]);
  await network.radio(1002).reset();
  expect(network.radio(1002).mode).toBe('normal');
  expect(network.radios.map(({ state }) => state.read('nodeid'))).toEqual([['1001'], ['1002']]);
});

test('settings that only the command has are refused to a program, with what it has in their place', async () => {
  for (const [name, allowed] of [
    ['radios', 'startNetwork'],
    ['alone', 'without it'],
  ] as const) {
    const started: unknown = Reflect.apply(startNetwork, undefined, [{ network: pair, [name]: 2 }]);
    await expect(started).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining(`${name}: is for the command; allowed: `) as string,
    });
    await expect(started).rejects.toThrow(allowed);
  }
});
