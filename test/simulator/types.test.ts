import { expect, test } from 'vitest';
import {
  type DurationInput,
  type ExchangeQuery,
  type FaultSpec,
  type MethodName,
  type ScenarioInput,
  type SilvusMock,
  type SilvusMockOptions,
  faultKinds,
  methodDeclarations,
} from '../../src/index.js';

declare module '../../src/index.js' {
  interface CustomMethodNames {
    sensor_temp: true;
  }
}

/** Never called: the compiler alone judges it, and each expected error must be one. */
export function compiled(mock: SilvusMock): void {
  mock.faults.add({ kind: 'latency', ms: '400ms', jitter: 50, match: { method: ['freq', 'sensor_temp'] } });
  mock.faults.add({ kind: 'reset' });
  mock.faults.add({ kind: 'busy', match: { method: { unknown: 'frq' } } });
  // @ts-expect-error -- the method is freq
  mock.faults.add({ kind: 'busy', match: { method: 'frq' } });
  // @ts-expect-error -- the kind is latency
  mock.faults.add({ kind: 'latncy', ms: 5 });
  mock.faults.add({
    kind: 'reply',
    result: ['2220'],
    match: { method: 'freq', params: ['2220', 20] },
    for: '10s',
  });
  mock.faults.add({ kind: 'reply', error: null });
  // @ts-expect-error -- a reply has a result or an error
  mock.faults.add({ kind: 'reply' });
  // @ts-expect-error -- not both
  mock.faults.add({ kind: 'reply', result: 1, error: 1 });
  // @ts-expect-error -- a parameter is no list
  mock.faults.add({ kind: 'busy', match: { params: [['2220']] } });
  // @ts-expect-error -- a latency needs its ms
  mock.faults.add({ kind: 'latency' });
  // @ts-expect-error -- busy has no ms
  mock.faults.add({ kind: 'busy', ms: 5 });
  // @ts-expect-error -- the member is times
  mock.faults.add({ kind: 'busy', tims: 5 });
  // @ts-expect-error -- no such unit
  mock.faults.add({ kind: 'latency', ms: '50mss' });
  // @ts-expect-error -- no such distribution
  mock.faults.add({ kind: 'latency', ms: 5, distribution: 'gauss' });

  mock.state.read('sensor_temp');
  // @ts-expect-error -- the method is freq
  mock.state.read('frq');
  mock.state.patch({ freq: '2220', freq_bw: [4700, 20] });
  // @ts-expect-error -- the method is freq
  mock.state.patch({ frq: '2220' });

  mock.journal.verify({ method: 'freq', params: ['2220', { json: 5 }], outcome: 'BUSY', times: 0 });
  // @ts-expect-error -- the method is freq
  mock.journal.verify({ method: 'frq', times: 0 });
  // @ts-expect-error -- parameters are texts
  mock.journal.verify({ params: [2220] });
  // @ts-expect-error -- the member is params
  mock.journal.verify({ parms: ['2220'] });
  // @ts-expect-error -- the option is timeoutMs
  void mock.journal.waitFor({}, { timeout: 50 });
  // @ts-expect-error -- the option is graceMs
  void mock.close({ grace: 50 });
  // @ts-expect-error -- the event is online
  mock.on('onlin', () => undefined);
  // @ts-expect-error -- a number
  void mock.received('x');
  mock.blackout.begin('1.5h');
  // @ts-expect-error -- no such unit
  mock.blackout.begin('50mss');
  // @ts-expect-error -- no such cause
  mock.blackout.begin('5s', 'reboots');
}

export const options: SilvusMockOptions = { worker: { processingTime: '20ms..50ms' } };
// @ts-expect-error -- no such unit
export const wrongRange: SilvusMockOptions = { worker: { processingTime: '20ms..50mss' } };
// @ts-expect-error -- the setting is http
export const wrongSetting: SilvusMockOptions = { htp: { port: 0 } };
export const durations: readonly DurationInput[] = [5, '5', '1.5s', '250ms', '5m', '2h', '1d'];
export const query: ExchangeQuery = { method: 'sensor_temp' };
export const scenario: ScenarioInput = {
  steps: [{ set: { freq: 2220 } }, { drift: { setting: 'read_current_temperature', to: 9, over: '5s' } }],
};
// @ts-expect-error -- the setting is freq
export const wrongStep: ScenarioInput = { steps: [{ set: { frq: 2220 } }] };

test('the names of the types are the declared ones', () => {
  const names: readonly MethodName[] = ['freq', 'deferred_execution_api', 'zeroize'];
  expect(methodDeclarations.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
  const kinds: readonly FaultSpec['kind'][] = ['latency', 'wrong-shape', 'half-open'];
  expect(faultKinds.map(({ name }) => name)).toEqual(expect.arrayContaining([...kinds]));
});
