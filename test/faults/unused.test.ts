import { expect } from 'vitest';
import { silvusTest } from '../../src/vitest/vitest.js';
import { closeCleanly } from '../../src/vitest/close-cleanly.js';
import { outcome } from '../support/json-rpc-client.js';
import { radioWithControlPlane } from '../support/control-plane-client.js';

const test = silvusTest({ allowUnused: true });

test('unused() and the close report name the faults that never acted, removed ones too', async ({
  radio,
}) => {
  radio.faults.add({ kind: 'busy', match: { method: 'freq' } });
  radio.faults.add({ kind: 'busy', name: 'never', match: { method: 'bw' } });
  radio.faults.add({ kind: 'rst', name: 'removed' });
  radio.faults.remove('removed');
  radio.faults.add({ kind: 'close', name: 'tenth', match: { nth: 10 } });
  radio.faults.add({ kind: 'latency', ms: 1, name: 'chance', probability: 1e-9 });
  expect(await outcome(radio, 'freq')).toBe('BUSY');
  const names = ['removed', 'never', 'tenth'];
  expect(radio.faults.unused().map(({ name }) => name)).toEqual(names);
  expect((await radio.close()).unusedFaults).toEqual(names);
});

test('the faults of a mode are nobody’s, and a reset forgets', async ({ radio }) => {
  await radio.setMode('degraded');
  await radio.setMode('normal');
  expect(radio.faults.unused()).toEqual([]);
  radio.faults.add({ kind: 'busy' });
  await radio.reset();
  expect(radio.faults.unused()).toEqual([]);
});

test('a step that finds nothing to do is named by the status, an event and the close report', async ({
  radio,
  clock,
}) => {
  const events: unknown[] = [];
  radio.on('scenario', ({ what, step, text }) => what === 'idle' && events.push([step, text]));
  radio.scenario.run({
    name: 'sea',
    steps: [
      { fault: { kind: 'busy', times: 1 } },
      { removeFault: 'bussy' },
      { removeFault: 'busy' },
      { clearFaults: true },
      { endBlackout: true },
      { mode: 'normal' },
      { blackout: '1s' },
      { endBlackout: true },
      { mode: 'offline' },
    ],
  });
  await clock.runUntilIdle();
  const idle = [
    ['steps.1', 'there is no fault "bussy"; the nearest is "busy"'],
    ['steps.3', 'there is no fault'],
    ['steps.4', 'there is no blackout'],
    ['steps.5', 'the mode is normal already'],
  ];
  expect(events).toEqual(idle);
  expect(radio.scenario.status?.idle).toEqual(idle.map(([step, text]) => `${step}: ${text}`));
  const { unusedFaults, idleSteps } = await radio.close();
  expect(unusedFaults).toEqual(['busy']);
  expect(idleSteps).toEqual(idle.map(([step, text]) => `sea: ${step}: ${text}`));
});

test('a test fails on them, unless it allows them', async ({ radio }) => {
  radio.faults.add({ kind: 'busy' });
  await expect(closeCleanly(radio, false)).rejects.toThrow(
    'the fault busy never acted; if that is meant, set the option allowUnused',
  );
  await closeCleanly(radio, true);
});

test('the control plane lists them', async () => {
  const radio = await radioWithControlPlane();
  radio.mock.faults.add({ kind: 'busy', match: { method: { unknown: 'frq' } } });
  expect(await radio.get('/faults/unused')).toMatchObject([
    { name: 'busy', match: { method: { unknown: 'frq' } } },
  ]);
});
