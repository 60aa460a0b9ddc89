import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../../support/control-plane-client.js';
import { call } from '../../support/json-rpc-client.js';
import { exchange } from '../../support/raw-client.js';

interface Added {
  readonly nodeid: string;
  readonly node: string;
  readonly http: { readonly host: string; readonly port: number; readonly url: string };
  readonly maintenance: { readonly host: string; readonly port: number };
}

/** A running simulator, and a way to add radios to it. */
async function simulator(options = {}) {
  const radio = await radioWithControlPlane(options);
  const add = async (body?: unknown) => (await radio.take('POST', '/nodes', body)) as Added;
  return { radio, add };
}

test('a radio for a test is added, answers on its own ports, and is removed', async () => {
  const { radio, add } = await simulator();
  const added = await add();
  expect(added).toMatchObject({ nodeid: '310062', node: '310062' });
  expect(added.http.port).not.toBe(radio.mock.http.port);
  expect((await call(added, 'nodeid')).result).toEqual(['310062']);
  expect((await call(added, 'routing_tree')).result).toEqual([310_062]);
  expect(await radio.get('/nodes')).toMatchObject([{ node: '1' }, { node: '310062' }]);
  expect(await radio.take('DELETE', '/nodes/310062')).toEqual({ node: '310062' });
  await expect(call(added, 'nodeid')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await expect(exchange(added.maintenance.port, '')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(await radio.get('/nodes')).toMatchObject([{ node: '1' }]);
  const page = (await radio.ask('GET', '/metrics')).text;
  expect(page).not.toContain('310062');
});

test('two radios side by side do not observe each other', async () => {
  const { radio, add } = await simulator({ clock: 'virtual' });
  const [one, other] = [await add({ settings: { power_dBm: 20 } }), await add()];
  await call(one, 'power_dBm', ['21']);
  await call(one, 'enc_key', ['side-by-side']);
  expect((await call(other, 'power_dBm')).result).toEqual(['30']);
  expect((await call(other, 'enc_key')).result).not.toEqual(['side-by-side']);
  // Each has its blackout, its time, its journal, its mode.
  await call(one, 'freq', ['2490']);
  expect((await call(one, 'freq')).error?.message).toBe('UNAVAILABLE');
  expect((await call(other, 'freq')).result).toEqual(['4700']);
  await radio.take('POST', `/nodes/${one.node}/clock/advance`, { duration: '40s' });
  expect((await call(one, 'freq')).result).toEqual(['2490']);
  const clocks = await Promise.all([one, other].map(({ node }) => radio.get(`/nodes/${node}/clock`)));
  expect(clocks).toMatchObject([{ nowMs: 40_000 }, { nowMs: 0 }]);
  const journals = await Promise.all([one, other].map(({ node }) => radio.get(`/nodes/${node}/journal`)));
  expect(JSON.stringify(journals[1])).not.toContain('side-by-side');
  expect((journals[0] as { entries: unknown[] }).entries).toHaveLength(5);
  expect((journals[1] as { entries: unknown[] }).entries).toHaveLength(3);
  // Not even by removal.
  await radio.take('DELETE', `/nodes/${one.node}`);
  expect((await call(other, 'freq')).result).toEqual(['4700']);
  expect((await call(radio.mock, 'freq')).result).toEqual(['4700']);
});

test('its settings are in flash: a reboot keeps them, and so does a reset', async () => {
  const { radio, add } = await simulator({ clock: 'virtual' });
  const added = await add({ nodeid: 4711, seed: 7, settings: { freq_bw: ['2490', '5'], nw_name: 'alpha' } });
  expect(added.nodeid).toBe('4711');
  expect((await call(added, 'freq_bw')).result).toEqual(['2490', '5']);
  await call(added, 'nw_name', ['beta']);
  await call(added, 'radio_reset');
  await radio.take('POST', '/nodes/4711/clock/advance', { until: 'online' });
  expect((await call(added, 'nw_name')).result).toEqual(['alpha']);
  await call(added, 'nw_name', ['beta']);
  await radio.take('POST', '/nodes/4711/reset');
  expect((await call(added, 'nw_name')).result).toEqual(['alpha']);
  expect(await radio.get('/nodes/4711/status')).toMatchObject({ seed: 7 });
});

test('a removed radio leaves no pending reboot, and its ID is free again', async () => {
  const { radio, add } = await simulator({ clock: 'virtual' });
  const added = await add();
  await call(added, 'radio_reset');
  await radio.take('DELETE', `/nodes/${added.node}`);
  expect((await add({ nodeid: Number(added.nodeid) })).nodeid).toBe(added.nodeid);
  expect(await radio.get(`/nodes/${added.node}/blackout`)).toBeNull();
});

test.each([
  [{ nodeid: 310_061 }, "409 CONFLICT: nodeid: 310061 is a radio's already; allowed: any other"],
  [{ nodeid: 0 }, '400 OPTION_INVALID: body: nodeid: '],
  [{ clock: 'sun' }, '400 OPTION_INVALID: body: clock: "sun": is not allowed; allowed: real, virtual'],
  [{ settings: { freq: '1' } }, '400 OPTION_INVALID: state: freq: "1" is not allowed; allowed: '],
  [{ settings: { frq: '1' } }, '400 OPTION_INVALID: state: name: "frq" is not allowed; allowed: '],
  [{ sed: 1 }, '400 OPTION_INVALID: body: sed: is unknown; allowed: '],
  [
    { network: { position: { latitude: 0, longitude: 0 } } },
    '409 CONFLICT: network: the simulator has none; allowed: false',
  ],
])('%j is refused, and nothing is left of it', async (body, message) => {
  const { radio } = await simulator();
  expect(await radio.refusal('POST', '/nodes', body)).toContain(message);
  expect(await radio.get('/nodes')).toHaveLength(1);
});

test('the radio of the simulator itself stays, and an unknown one is named', async () => {
  const { radio } = await simulator();
  expect(await radio.refusal('DELETE', '/nodes/1')).toBe(
    '409 CONFLICT: node: 1 is the first radio; allowed: those that were added, or POST /close for all',
  );
  expect(await radio.refusal('DELETE', '/nodes/2')).toBe('404 NOT_FOUND: node: there is no "2"; allowed: 1');
});

test('the short paths mean the radio of the simulator, whatever is added', async () => {
  const { radio, add } = await simulator();
  const added = await add();
  await radio.take('PUT', '/mode', { mode: 'offline' });
  expect((await call(radio.mock, 'freq')).error?.message).toBe('UNAVAILABLE');
  expect((await call(added, 'freq')).result).toEqual(['4700']);
  const page = (await radio.ask('GET', '/metrics')).text;
  expect(page).toMatch(/^silvus_mock_queue_depth \d/m);
  expect(page).toMatch(/^silvus_mock_queue_depth\{node="310062"\} \d/m);
});
