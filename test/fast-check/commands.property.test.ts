import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SilvusMock, type VirtualClock, startSilvusMock, timings } from '../../src/index.js';
import {
  type Endpoint,
  type ReferenceRadio,
  exchange,
  learn,
  radioCommands,
  referenceRadio,
  requestArbitraries,
  simulatorEndpoint,
} from '../../src/fast-check/fast-check.js';
import { commandSettings, deadline, holds } from '../support/property.js';

/** A radio on virtual time, and what is known about it at its start. */
interface Target {
  readonly mock: SilvusMock<VirtualClock>;
  readonly endpoint: Endpoint;
  readonly known: ReferenceRadio;
}

const queueCapacity = 4;

async function targetWith(preset: 'radio' | 'cb-timing' | 'instant'): Promise<Target> {
  const mock = await startSilvusMock({ clock: 'virtual', timing: { preset }, worker: { queueCapacity } });
  const endpoint = simulatorEndpoint(mock);
  const known = referenceRadio({ timing: timings[preset], queueCapacity, isNew: true });
  return { mock, endpoint, known: await learn(known, endpoint) };
}

const targets = new Map<string, Target>();

beforeAll(async () => {
  for (const preset of ['radio', 'cb-timing', 'instant'] as const)
    targets.set(preset, await targetWith(preset));
});

afterAll(async () => {
  for (const { mock, endpoint } of targets.values()) {
    endpoint.close();
    await mock.close();
  }
});

function targetOf(name: string): Target {
  const target = targets.get(name);
  if (target === undefined) throw new Error(`no target ${name}`);
  return target;
}

test.each(['radio', 'cb-timing'])(
  'with the durations of %s the simulator is what the model says, after any commands',
  deadline,
  async (preset) => {
    const { endpoint, known } = targetOf(preset);
    await holds(
      fc.asyncProperty(radioCommands({ isVirtual: true, ...commandSettings(30) }), async (commands) => {
        await endpoint.reset?.();
        await fc.asyncModelRun(() => ({ model: known.copy(), real: endpoint }), commands);
      }),
      { share: 0.05 },
    );
  },
);

test('of a radio whose times and flash are unknown the model says what can be said', deadline, async () => {
  const { endpoint } = targetOf('radio');
  const real = { ...endpoint, reset: undefined };
  await holds(
    fc.asyncProperty(radioCommands({ isVirtual: true, maxCommands: 10 }), async (commands) => {
      // Nothing is put back: each sequence begins where the last one ended, when the radio is there again.
      await endpoint.pass(120_000);
      const model = await learn(referenceRadio(), real);
      await fc.asyncModelRun(() => ({ model, real }), commands);
    }),
    { share: 0.02 },
  );
});

test('requests one after the other leave what the model says', deadline, async () => {
  const { endpoint, known } = targetOf('instant');
  const { request } = requestArbitraries();
  await holds(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 40, size: 'max' }), async (requests) => {
      await endpoint.reset?.();
      const model = known.copy();
      for (const each of requests) await exchange(each, model, endpoint);
      await learn(model, endpoint);
    }),
    { share: 0.2, ordinarily: 0.1 },
  );
});

test('the model knows the settings of a radio once they were read', async () => {
  const { known, mock } = targetOf('radio');
  // The tests before leave in flash what their last commands saved.
  await mock.reset();
  expect(known.running.size).toBeGreaterThan(60);
  expect(known.running.get('freq')).toEqual(['4700']);
  for (const [name, values] of known.flash) expect(mock.state.saved()[name]).toEqual(values);
});
