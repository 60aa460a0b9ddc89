import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type ScenarioInput, startNetwork } from '../../src/index.js';
import { folderWith } from '../support/folder.js';
import { running } from '../support/radio.js';

/** So many metres east of 0, 0. */
const east = (metres: number) => ({ latitude: 0, longitude: metres / 111_319.490_793 });

/** Three radios, 400 m apart, in virtual time. */
async function row() {
  const network = await startNetwork({
    network: {
      settings: { max_link_distance: '1000' },
      nodes: [0, 400, 800].map((metres, index) => ({
        nodeid: 1_001 + index,
        position: east(metres),
        served: index < 2,
      })),
    },
    clock: 'virtual',
  });
  onTestFinished(async () => {
    await network.close();
  });
  return network;
}

test('a scenario of one radio moves, cuts, joins, overrides and disturbs the network', async () => {
  const network = await row();
  const link = () => network.explain(1001, 1002);
  const { scenario } = network.radio(1001);
  scenario.run({
    steps: [
      { after: '1s', steer: { do: 'cut', from: 1001, to: 1002, direction: 'forward' } },
      { after: '1s', steer: { do: 'join', from: '1001', to: 1002 } },
      { after: '1s', steer: { do: 'override', from: 1001, to: 1002, snr: 12 } },
      { after: '1s', steer: { do: 'override', from: 1001, to: 1002 } },
      {
        after: '1s',
        steer: {
          do: 'set-interference',
          source: { id: 'x', position: east(400), frequency: 4700, bandwidth: 20, power: 10 },
        },
      },
      { after: '1s', steer: { do: 'remove-interference', id: 'x' } },
      { after: '1s', steer: { do: 'move', node: 1002, position: east(50_000) } },
    ],
  });
  const before = link().link?.snr;
  const seen: unknown[] = [];
  for (let second = 0; second < 7; second += 1) {
    await network.clock.advance('1s');
    const { link: now, reason } = link();
    seen.push(reason?.code ?? (now?.snr === before ? 'as before' : now?.snr === 12 ? 12 : 'disturbed'));
  }
  expect(seen).toEqual(['cut', 'as before', 12, 'as before', 'too-weak', 'as before', 'distance']);
  expect(scenario.status).toMatchObject({ state: 'ended', steps: 7 });
  // What scenarios do is steering: it can be done again.
  expect(network.steering().map(({ seconds, do: done }) => [seconds, done])).toEqual([
    [1, 'cut'],
    [2, 'join'],
    [3, 'override'],
    [4, 'override'],
    [5, 'set-interference'],
    [6, 'remove-interference'],
    [7, 'move'],
  ]);
});

test('a step can be about any node of the network, served or not', async () => {
  const network = await row();
  network.radio(1001).scenario.run({
    steps: [
      { node: 1003, set: { max_link_distance: 77 } },
      { node: '1002', fault: { kind: 'busy', name: 'busy' } },
      { node: 1001, set: { system_name: 'first' } },
      { at: '1s', node: 1003, drift: { setting: 'power_dBm', from: 30, to: 20, over: '10s' } },
      { at: '2s', node: 1002, blackout: '5s' },
      { at: '3s', node: 1003, mode: 'offline' },
      {
        at: '20s',
        repeat: {
          times: 1,
          steps: [
            { node: 1003, mode: 'normal' },
            { node: 1002, removeFault: 'busy' },
          ],
        },
      },
    ],
  });
  const read = (id: number, method: 'max_link_distance' | 'system_name' | 'power_dBm') =>
    network.radio(id).state.read(method);
  expect([1001, 1002, 1003].map((id) => read(id, 'max_link_distance'))).toEqual([['1000'], ['1000'], ['77']]);
  expect(network.radio(1002).faults.list()).toHaveLength(1);
  expect(read(1001, 'system_name')).toEqual(['first']);
  await network.clock.advance('4s');
  expect(read(1003, 'power_dBm')).toEqual(['27']);
  expect(network.radio(1002).blackout.current?.cause).toBe('manual');
  expect([network.radio(1003).mode, network.radio(1001).mode]).toEqual(['offline', 'normal']);
  await network.clock.advance('20s');
  expect(network.radio(1003).mode).toBe('normal');
  expect(network.radio(1002).faults.list()).toHaveLength(0);
  expect(network.radio(1001).scenario.status).toMatchObject({ state: 'ended' });
});

const wrong = {
  steps: [
    { node: 1009, mode: 'offline' },
    { steer: { do: 'move', node: 1002, position: { latitude: 91, longitude: 0 } } },
    { steer: { do: 'cut', from: 1001, to: 4711 } },
    { steer: { do: 'cut', from: 1001, to: 1001 } },
    { steer: { do: 'cat', from: 1001, to: 1002 } },
    { steer: { do: 'override', from: 1001, to: 1002, snr: 999 } },
    { steer: { do: 'join', from: 1001, to: 1002, direktion: 'both' } },
    { repeat: { times: 2, every: '1s', steps: [{ node: 7, blackout: '5s' }] } },
  ],
} as unknown as ScenarioInput;

const issues: readonly (readonly [string, string, number])[] = [
  ['steps.0.node', '1009: there is no such node', 2],
  ['steps.1.steer.position.latitude', '91: is not allowed; allowed: -90 to 90', 3],
  ['steps.2.steer.to', '4711: there is no such node', 4],
  ['steps.3.steer.to', '1001: is the node itself', 5],
  ['steps.4.steer.do', '"cat": is not allowed; allowed: move, cut, join', 6],
  ['steps.5.steer.snr', '999: is not allowed', 7],
  ['steps.6.steer.direktion', 'is unknown; allowed:', 8],
  ['steps.7.repeat.steps.0.node', '7: there is no such node', 9],
];

function thrownBy(run: () => void): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? `${Reflect.get(error, 'code')}: ${error.message}` : String(error);
  }
  return 'nothing was thrown';
}

test('all issues with nodes and calls are reported at once, with their places, before the first step', async () => {
  const network = await row();
  const { scenario } = network.radio(1001);
  const message = thrownBy(() => scenario.run(wrong));
  expect(message).toMatch(/^OPTION_INVALID: scenario: /);
  for (const [path, text] of issues) expect(message).toContain(`${path}: ${text}`);

  const file = join(folderWith(), 'drive.yaml');
  writeFileSync(file, `steps:\n${wrong.steps.map((step) => `  - ${JSON.stringify(step)}`).join('\n')}\n`);
  const lines = thrownBy(() => scenario.run(file)).split('\n');
  expect(lines).toHaveLength(issues.length);
  for (const [index, [path, text, line]] of issues.entries()) {
    expect(lines[index]).toMatch(new RegExp(`drive\\.yaml:${line}:\\d+: `));
    expect(lines[index]).toContain(`${path}: ${text}`);
  }
  expect(scenario.status).toBeUndefined();
  expect(network.steering()).toEqual([]);
});

test.each([
  [{ node: 0, mode: 'offline' }, 'steps.0.node: 0: is not allowed; allowed: a node ID from 1 to 1048575'],
  [{ node: 'x', mode: 'offline' }, 'steps.0.node: "x": is not allowed; allowed: a node ID from 1 to 1048575'],
  [{ node: 1001, note: 'a' }, 'steps.0.node: is not allowed beside note'],
  [{ node: 1001, steer: { do: 'join', from: 1001, to: 1002 } }, 'steps.0.node: is not allowed beside steer'],
  [{ steer: 'cut' }, 'steps.0.steer: "cut": is not allowed; allowed: an object with do'],
  [{ steer: {} }, 'steps.0.steer: is not allowed; allowed: an object with do'],
])('%j is refused', async (step, message) => {
  const network = await row();
  const { scenario } = network.radio(1001);
  expect(thrownBy(() => scenario.run({ steps: [step] } as unknown as ScenarioInput))).toContain(message);
});

test('a radio that is alone has its own ID and no network', async () => {
  const mock = await running({ nodeid: 11 });
  mock.scenario.run({ steps: [{ node: 11, set: { system_name: 'alone' } }] });
  expect(mock.state.read('system_name')).toEqual(['alone']);
  await mock.scenario.ended;
  const steer = { do: 'cut', from: 11, to: 12 } as const;
  expect(thrownBy(() => mock.scenario.run({ steps: [{ steer }] }))).toContain(
    'steps.0.steer: the radio is in no network; allowed: a radio of a network',
  );
  expect(thrownBy(() => mock.scenario.run({ steps: [{ node: 12, mode: 'offline' }] }))).toContain(
    'steps.0.node: 12: there is no such node',
  );
});

test('a node that is removed before its step ends the scenario, which says so', async () => {
  const network = await row();
  const { scenario } = network.radio(1001);
  scenario.run({ steps: [{ after: '5s', node: 1003, mode: 'offline' }] });
  await network.remove(1003);
  await network.clock.advance('5s');
  expect(scenario.status).toMatchObject({ state: 'failed', fault: 'node: 1003: there is no such node now' });
});

test('steering that finds nothing to do is idle', async () => {
  const network = await row();
  const { scenario } = network.radio(1001);
  scenario.run({
    steps: [
      { steer: { do: 'join', from: 1001, to: 1002 } },
      { steer: { do: 'remove-interference', id: 'jammer' } },
      { steer: { do: 'cut', from: 1001, to: 1002, direction: 'reverse' } },
      { steer: { do: 'join', from: 1001, to: 1002 } },
    ],
  });
  await scenario.ended;
  expect(scenario.status).toMatchObject({
    state: 'ended',
    idle: [
      'steps.0: the link from 1001 to 1002 is not cut',
      expect.stringContaining('steps.1: "jammer": there is no such source'),
    ],
  });
});
