import { expect } from 'vitest';
import {
  type FaultSpec,
  type SilvusMock,
  degradedFaults,
  loadModel,
  methodDeclarations,
  startSilvusMock,
} from '../../src/index.js';
import { silvusTest } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';

const test = silvusTest({ allowUnused: true });

/** Changes all of a value that can be changed, however deep. */
function vandalise(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    vandalise(Reflect.get(value, key));
    Reflect.set(value, key, 'changed');
    Reflect.deleteProperty(value, key);
  }
}

const profiles = structuredClone(loadModel('default').frequencyProfiles);

const faces: readonly (readonly [string, (radio: SilvusMock) => unknown])[] = [
  ['state.readAll()', ({ state }) => state.readAll()],
  ['state.read() of a setting', ({ state }) => state.read('gps_coordinates')],
  ['state.read() of the profiles', ({ state }) => state.read('supported_frequency_profiles')],
  ['state.saved()', ({ state }) => state.saved()],
  ['faults.list()', ({ faults }) => faults.list()],
  ['journal.entries', ({ journal }) => journal.entries],
  ['journal.filter()', ({ journal }) => journal.filter({ method: 'gps_coordinates' })],
  ['journal.toFixture()', ({ journal }) => journal.toFixture()],
  ['stats()', (radio) => radio.stats()],
  ['health()', (radio) => radio.health()],
  ['worker.figures', ({ worker }) => worker.figures],
  ['blackout.current', ({ blackout }) => blackout.current],
  ['http', ({ http }) => http],
  ['maintenance', ({ maintenance }) => maintenance],
];

test.for(faces)(
  'who changes what %s handed out changes nothing of the radio',
  async ([, look], { radio }) => {
    await outcome(radio, 'gps_coordinates', ['1', '2', '3']);
    radio.faults.add({ kind: 'latency', ms: 0, match: { method: ['freq', 'bw'] } });
    radio.blackout.begin('5s');
    const before = structuredClone(look(radio));
    vandalise(look(radio));
    expect(look(radio)).toEqual(before);
    await radio.blackout.end();
    expect(await outcome(radio, 'gps_coordinates')).toEqual(['1', '2', '3']);
    expect(await outcome(radio, 'supported_frequency_profiles')).toEqual(profiles);
    // Nor of another radio of the same model.
    await using other = await startSilvusMock({ clock: radio.clock });
    expect(other.state.saved()).toMatchObject({
      freq: ['4700'],
      gps_coordinates: ['34.057', '-118.447', '0'],
    });
    expect(JSON.stringify(other.state.read('supported_frequency_profiles'))).toContain('"2200:1:2500"');
  },
);

test('who changes a fault after adding it, or a patch, changes nothing either', async ({ radio }) => {
  const spec: FaultSpec = { kind: 'error', message: 'mine', match: { method: ['freq'] } };
  radio.faults.add(spec);
  vandalise(spec);
  const values = { gps_coordinates: ['1', '2', '3'] };
  radio.state.patch(values);
  vandalise(values);
  expect(await outcome(radio, 'freq')).toBe('mine');
  expect(await outcome(radio, 'gps_coordinates')).toEqual(['1', '2', '3']);
});

test('what the module hands out to all is frozen', () => {
  expect(Object.isFrozen(degradedFaults)).toBe(true);
  expect(Object.isFrozen(methodDeclarations)).toBe(true);
});
