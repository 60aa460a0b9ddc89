import { expect, test } from 'vitest';
import {
  SilvusMockError,
  createSilvusMock,
  loadModel,
  scaledClock,
  startSilvusMock,
  systemClock,
  virtualClock,
} from '../../src/index.js';
import { running } from '../support/radio.js';

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

/** What a program without types may give. */
const wrong = new Map<string, unknown>([
  ['nothing', undefined],
  ['null', null],
  ['a number', 5],
  ['NaN', NaN],
  ['a text', 'onlin'],
  ['an empty text', ''],
  ['a boolean', true],
  ['a bigint', 10n],
  ['a symbol', Symbol('name')],
  ['an empty object', {}],
  ['an unknown member', { parms: ['2220'] }],
  ['a cycle', cycle],
  ['an object without a prototype', Object.create(null)],
  ['an array', ['freq']],
  ['a function', () => undefined],
]);

/** The methods that take something, and the wrong arguments that they take all the same, as documented. */
const functions: readonly (readonly [string, readonly string[]])[] = [
  // A name that ends in nothing is a file; without options all is as by default.
  ['createSilvusMock', ['nothing', 'an empty object', 'an object without a prototype']],
  ['startSilvusMock', ['nothing', 'an empty object', 'an object without a prototype']],
  ['virtualClock', ['nothing', 'an empty object', 'an object without a prototype']],
  ['loadModel', []],
  ['scaledClock', ['a number']],
  ['mock.setMode', []],
  // Without settings its code is NO_SOURCE.
  ['mock.reload', ['an empty object', 'an object without a prototype']],
  ['mock.on', []],
  ['mock.received', []],
  ['mock.close', ['nothing', 'an empty object', 'an object without a prototype']],
  ['state.read', []],
  ['state.patch', ['an empty object', 'an object without a prototype']],
  ['blackout.begin', ['a number']],
  // False: there is no such fault.
  ['faults.remove', ['a text', 'an empty text']],
  ['faults.add', []],
  ['scenario.run', []],
  // Everything matches a query without members; a function is one by itself.
  ['journal.filter', ['an empty object', 'an object without a prototype', 'a function']],
  ['journal.toFixture', ['nothing', 'an empty object', 'an object without a prototype', 'a function']],
  ['journal.follow', ['a function']],
  ['journal.verify', []],
  ['journal.waitFor', []],
  ['clock.advance', ['a number']],
  ['clock.runUntilIdle', ['nothing', 'a number']],
  ['clock.setTimeout', []],
  ['clock.sleep', []],
  ['systemClock.setTimeout', []],
  ['systemClock.sleep', []],
];

/** Right arguments that have a call wait for what never comes here. */
const untried: Readonly<Record<string, readonly string[]>> = {
  'mock.received': ['a number'],
  'journal.waitFor': ['an empty object', 'an object without a prototype', 'a function'],
  'clock.sleep': ['a number', 'NaN'],
  'systemClock.sleep': ['a number', 'NaN'],
};

/** The functions of one radio that has not started, by the names above. */
function functionsOf(): Readonly<Record<string, (...given: never[]) => unknown>> {
  const clock = virtualClock();
  const mock = createSilvusMock({ clock });
  const system = systemClock();
  const { state, blackout, faults, scenario, journal } = mock;
  return {
    createSilvusMock,
    startSilvusMock,
    virtualClock,
    loadModel,
    scaledClock,
    'mock.setMode': mock.setMode.bind(mock),
    'mock.reload': mock.reload.bind(mock),
    'mock.on': mock.on.bind(mock),
    'mock.received': mock.received.bind(mock),
    'mock.close': mock.close.bind(mock),
    'state.read': state.read.bind(state),
    'state.patch': state.patch.bind(state),
    'blackout.begin': blackout.begin.bind(blackout),
    'faults.remove': faults.remove.bind(faults),
    'faults.add': faults.add.bind(faults),
    'scenario.run': scenario.run.bind(scenario),
    'journal.filter': journal.filter.bind(journal),
    'journal.toFixture': journal.toFixture.bind(journal),
    'journal.follow': journal.follow.bind(journal),
    'journal.verify': journal.verify.bind(journal),
    'journal.waitFor': journal.waitFor.bind(journal),
    'clock.advance': clock.advance.bind(clock),
    'clock.runUntilIdle': clock.runUntilIdle.bind(clock),
    'clock.setTimeout': clock.setTimeout.bind(clock),
    'clock.sleep': clock.sleep.bind(clock),
    'systemClock.setTimeout': system.setTimeout.bind(system),
    'systemClock.sleep': system.sleep.bind(system),
  };
}

/** What a call ends with: the code of a refusal, `taken`, or an error that a user must never get. */
async function end(name: string, given: readonly unknown[]): Promise<string> {
  const called = functionsOf()[name];
  if (called === undefined) return 'there is no such function';
  try {
    const result: unknown = await Reflect.apply(called, undefined, given);
    if (typeof result === 'object' && result !== null && 'close' in result && name === 'startSilvusMock')
      await Reflect.apply(result.close as () => unknown, result, []);
    return 'taken';
  } catch (error) {
    return error instanceof SilvusMockError ? error.code : `a bare ${String(error)}`;
  }
}

test.each(functions)('%s refuses with a code what it does not take', async (name, taken) => {
  for (const [what, value] of wrong) {
    if (untried[name]?.includes(what) === true) continue;
    const code = await end(name, [value]);
    const expected = taken.includes(what)
      ? 'taken'
      : (expect.stringMatching(/^(OPTION_INVALID|NO_SOURCE|NOT_SEEN)$/) as string);
    expect([name, what, code]).toEqual([name, what, expected]);
  }
});

const options: readonly (readonly [string, readonly unknown[], string])[] = [
  ['mock.close', [{ grace: 50 }], 'close: grace: is unknown; allowed: graceMs; the nearest is "graceMs"'],
  [
    'journal.waitFor',
    [{}, { timeout: 50 }],
    'waitFor: timeout: is unknown; allowed: timeoutMs; the nearest is "timeoutMs"',
  ],
  [
    'journal.waitFor',
    [{}, { timeoutMs: '5s' }],
    'waitFor: timeoutMs: "5s" is not allowed; allowed: ms, at least 0',
  ],
  ['journal.waitFor', [{}, null], 'waitFor: null: is not allowed; allowed: an object with timeoutMs'],
  [
    'virtualClock',
    [{ walltime: 0 }],
    'virtualClock: walltime: is unknown; allowed: wallTime; the nearest is "wallTime"',
  ],
  ['virtualClock', [{ wallTime: NaN }], 'virtualClock: wallTime: NaN is not allowed'],
  [
    'createSilvusMock',
    [{ clock: {} }],
    'clock: {} is not allowed; allowed: real, virtual, virtualClock(), or an object with now, wallTime, setTimeout, sleep',
  ],
  ['createSilvusMock', [{ clock: virtualClock }], 'clock: '],
  ['createSilvusMock', [{ clok: virtualClock() }], 'clok: is no setting; the nearest is "clock"'],
  [
    'createSilvusMock',
    [{ logger: { info: () => undefined } }],
    'logger: {} is not allowed; allowed: an object with debug, info, warn, error',
  ],
  ['createSilvusMock', [{ http: { prot: 0 } }], 'http.prot: is no setting; the nearest is "http.port"'],
  [
    'createSilvusMock',
    [{ mode: 'offlin' }],
    'mode: "offlin": is not allowed; allowed: normal, offline, degraded; the nearest is "offline"',
  ],
  [
    'mock.on',
    ['onlin', () => undefined],
    'on: event: "onlin" is not allowed; allowed: command, blackout, online, offline, busy, connection-refused, chaos, scenario, activity, node-lost, reload, closed; the nearest is "online"',
  ],
  ['mock.on', ['online'], 'on: listener: undefined: is no function'],
  ['mock.received', ['x'], 'received: "x" is not allowed; allowed: a whole number, at least 0'],
  ['mock.received', [-1], 'received: -1 is not allowed'],
  ['blackout.begin', ['5s', 'reboots'], 'blackout: cause: "reboots" is not allowed; allowed: '],
  ['blackout.begin', ['5s', 'reboots'], '; the nearest is "reboot"'],
  ['mock.setMode', ['offlin'], '; the nearest is "offline"'],
  ['state.read', ['frq'], '; the nearest is "freq"'],
  ['state.patch', [{ frq: '2220' }], '; the nearest is "freq"'],
  ['loadModel', ['defalt'], '; the nearest is "default"'],
  [
    'clock.setTimeout',
    [() => undefined, 5, { backgroud: true }],
    'setTimeout: backgroud: is unknown; allowed: background',
  ],
  ['clock.sleep', [5, {}], 'sleep: signal: {}: is not allowed; allowed: an AbortSignal'],
];

test.each(options)('%s(%j) is refused: %s', async (name, given, message) => {
  const called = functionsOf()[name];
  const call = async () => {
    await Reflect.apply(called ?? (() => undefined), undefined, given);
  };
  await expect(call()).rejects.toMatchObject({
    name: 'SilvusMockError',
    code: 'OPTION_INVALID',
    message: expect.stringContaining(message) as string,
  });
});

test('a close that is refused closes nothing', async () => {
  const mock = await running();
  const refused = Reflect.apply(mock.close.bind(mock), undefined, [{ grace: 50 }]) as Promise<unknown>;
  await expect(refused).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  expect(mock.lifecycle).toBe('running');
});
