import { expect, test as plainTest } from 'vitest';
import { silvusTest } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';

/** Some of these faults are never to act. */
const test = silvusTest({ allowUnused: true });

test('a fault for a time acts until it is over, and is then removed', async ({ radio, clock }) => {
  const name = radio.faults.add({ kind: 'busy', for: '10s' });
  expect(radio.faults.list()).toMatchObject([{ name, for: 10_000, remaining: 10_000 }]);
  await clock.advance(9_999);
  expect(await outcome(radio, 'freq')).toBe('BUSY');
  expect(radio.faults.list()).toMatchObject([{ remaining: 1 }]);
  await clock.advance(1);
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  expect(radio.faults.list()).toEqual([]);
  expect(radio.faults.remove(name)).toBe(false);
});

test('its name is free once it is over, and a new fault of that name has its own time', async ({
  radio,
  clock,
}) => {
  radio.faults.add({ kind: 'busy', name: 'one', for: '10s' });
  expect(() => radio.faults.add({ kind: 'busy', name: 'one' })).toThrow(/"one" is taken/);
  await clock.advance('4s');
  radio.faults.remove('one');
  radio.faults.add({ kind: 'error', name: 'one', for: '10s' });
  await clock.advance('9999ms');
  expect(radio.faults.list()).toMatchObject([{ kind: 'error', remaining: 1 }]);
  await clock.advance(1);
  radio.faults.add({ kind: 'busy', name: 'one' });
  expect(radio.faults.list()).toMatchObject([{ kind: 'busy', name: 'one' }]);
  expect(radio.faults.list()[0]).not.toHaveProperty('remaining');
});

test('places of faults that are over are free', async ({ radio, clock }) => {
  for (let count = 0; count < 256; count += 1) radio.faults.add({ kind: 'busy', for: 5 });
  expect(() => radio.faults.add({ kind: 'busy' })).toThrow(/there are 256 already/);
  await clock.advance(5);
  radio.faults.add({ kind: 'busy' });
  expect(radio.faults.list()).toHaveLength(1);
});

test('one that is over without having acted is unused, one that acted is not', async ({ radio, clock }) => {
  radio.faults.add({ kind: 'busy', name: 'acted', match: { method: 'freq' }, for: '1s' });
  radio.faults.add({ kind: 'busy', name: 'idle', match: { method: 'bw' }, for: '1s' });
  await outcome(radio, 'freq');
  await clock.advance('1s');
  expect(radio.faults.unused()).toMatchObject([{ name: 'idle', remaining: 0 }]);
});

test('it holds connections as long, and no longer', async ({ radio, clock }) => {
  radio.faults.add({ kind: 'drop-connection', for: '1s' });
  await expect(outcome(radio, 'freq')).rejects.toThrow();
  await clock.advance('1s');
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
});

test('it leaves no timer, so that nothing waits for it after a reset or a close', async ({
  radio,
  clock,
}) => {
  const before = clock.pendingTimers();
  radio.faults.add({ kind: 'busy', for: '1h' });
  expect(clock.pendingTimers()).toBe(before);
  await radio.reset();
  expect(radio.faults.list()).toEqual([]);
  radio.faults.add({ kind: 'busy', for: '1h' });
  await radio.close();
  expect(clock.pendingTimers()).toBe(0);
});

test('a reload does not change its time', async ({ radio, clock }) => {
  radio.faults.add({ kind: 'busy', for: '10s' });
  await clock.advance('4s');
  await radio.reload({ worker: { maxBatch: 4 } });
  expect(radio.faults.list()).toMatchObject([{ remaining: 6_000 }]);
});

test.for([[0], [-1], ['soon'], [null]])('for: %j is refused', ([time], { radio }) => {
  const given: unknown = { kind: 'busy', for: time };
  expect(() => radio.faults.add(given as { kind: 'busy' })).toThrow(
    expect.objectContaining({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(/^fault: for: /) as string,
    }),
  );
});

plainTest('a fault of a scenario ends by itself', async () => {
  const steps = [{ after: '1s', fault: { kind: 'busy', for: '2s' } }];
  const { mock, clock } = await runningInVirtualTime({ scenario: { steps } });
  await clock.advance('1s');
  expect(await outcome(mock, 'freq')).toBe('BUSY');
  await clock.advance('2s');
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});
