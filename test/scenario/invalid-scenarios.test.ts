import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createSilvusMock } from '../../src/index.js';
import { running } from '../support/radio.js';

const say = (scenario: unknown): string => {
  try {
    createSilvusMock({ scenario: scenario as never });
    return 'taken';
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
};

const step = (one: object) => ({ steps: [one] });

test.each([
  [{}, 'scenario: steps: is missing; allowed: an array'],
  [{ steps: [] }, 'steps: is not allowed; allowed: at least 1'],
  [{ steps: [{}] }, 'steps.0: a step does exactly one thing, here none; allowed: set, drift, fault'],
  [step({ note: 'a', mode: 'offline' }), 'here mode, note'],
  [step({ at: 0, after: 0, note: 'a' }), 'steps.0: a step has one time: at or after'],
  [step({ at: 'soon', note: 'a' }), 'steps.0.at: "soon": is no duration'],
  [step({ mode: 'asleep' }), 'steps.0.mode: "asleep": is not allowed; allowed: normal, offline, degraded'],
  [step({ blackout: 0 }), 'steps.0.blackout'],
  [step({ blackout: { duration: '5s', cause: 'war' } }), 'steps.0.blackout.cause: "war": is not allowed'],
  [step({ fault: { kind: 'fire' } }), 'steps.0.fault: kind: "fire" is not allowed; allowed: latency'],
  [step({ fault: { name: 'fire' } }), 'steps.0.fault.kind: is missing'],
  [step({ fault: { kind: 5 } }), 'steps.0.fault.kind: 5: '],
  [
    step({ fault: { kind: 'busy', match: { port: 'gpsd' } } }),
    'steps.0.fault: fault: match.port: "gpsd" has no commands; allowed: http, ',
  ],
  [step({ fault: ['fire'] }), 'steps.0.fault: is not allowed; allowed: an object'],
  [step({ fault: { kind: 'latency', ms: -1 } }), 'steps.0.fault: fault: ms: -1: '],
  [step({ drift: { setting: 'freq', to: 'up', over: '1s' } }), 'steps.0.drift.to'],
  [step({ drift: { setting: 'freq', to: 5, over: 0 } }), 'steps.0.drift.over'],
  [
    step({ drift: { setting: 'freq', to: 5, over: '1s', every: 0.0009 } }),
    'steps.0.drift.every: 0.0009: is not allowed; allowed: at least 0.001 ms',
  ],
  [
    step({ repeat: { every: 1e-300, steps: [{ note: 'a' }] } }),
    'steps.0.repeat.every: 1e-300: is not allowed; allowed: at least 0.001 ms',
  ],
  [step({ repeat: { steps: [{ after: 0.0009, note: 'a' }] } }), 'steps.0.repeat: takes no time'],
  [step({ repeat: { steps: [] } }), 'steps.0.repeat.steps: is not allowed; allowed: at least 1'],
  [step({ repeat: { steps: [{ note: 'a' }] } }), 'steps.0.repeat: takes no time'],
  [step({ repeat: { times: 0, steps: [{ note: 'a' }] } }), 'steps.0.repeat.times'],
  [
    step({ repeat: { every: '1s', steps: [{ after: '2s', note: 'a' }] } }),
    'steps.0.repeat.every: is shorter than its steps take; allowed: at least 2000 ms',
  ],
  [
    { steps: [{ repeat: { every: '1s', steps: [{ note: 'a' }] } }, { note: 'b' }] },
    'steps.1: never comes: the step before has no end',
  ],
  [
    {
      steps: [
        { at: '5s', note: 'a' },
        { at: '4s', note: 'b' },
      ],
    },
    'steps.1.at: is before the step above begins; allowed: at least 5000 ms',
  ],
  [step({ set: { nothing: 1 } }), 'steps.0: state: name: "nothing" is not allowed; allowed: freq'],
  ['no-such-file.yaml', 'no-such-file.yaml: '],
])('%j is refused with the place and what is allowed', (scenario, message) => {
  expect(say(scenario)).toContain(message);
});

test('all that is wrong is told at once', () => {
  const said = say({ steps: [{ mode: 'x' }, { at: 'y', note: 'z' }] });
  expect(said).toContain('steps.0.mode');
  expect(said).toContain('steps.1.at');
});

test.each(readdirSync('fixtures/scenarios'))('the sample %s is right', async (file) => {
  const mock = await running();
  mock.scenario.run(`fixtures/scenarios/${file}`);
  expect(mock.scenario.status?.state).toBe('running');
});
