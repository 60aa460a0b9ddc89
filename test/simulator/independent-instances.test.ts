import { expect } from 'vitest';
import { type CustomMethod, startSilvusMock, virtualClock } from '../../src/index.js';
import { radioTest as test } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';

test('what happens to one radio happens to no other', async ({ radio }) => {
  const clock = virtualClock();
  await using other = await startSilvusMock({ clock, model: 's-band', seed: radio.seed });
  const before = { state: other.state.readAll(), stats: other.stats(), health: other.health() };
  radio.state.patch({ freq: '2220' });
  radio.faults.add({ kind: 'busy', match: { access: 'read' } });
  radio.worker.pause();
  await radio.clock.advance('1h');
  radio.blackout.begin('1h');
  await radio.setMode('offline');
  expect({ state: other.state.readAll(), stats: other.stats(), health: other.health() }).toEqual(before);
  expect(other.faults.list()).toEqual([]);
  expect(await outcome(other, 'nodeid')).toEqual(before.state['nodeid']);
  expect(radio.journal.total).toBe(0);
  expect(other.journal.total).toBe(1);
  await radio.reset();
  expect(other.journal.total).toBe(1);
  await radio.close();
  expect(other.health().ready).toBe(true);
});

test('two may share a clock, and nothing else', async ({ radio, clock }) => {
  await using other = await startSilvusMock({ clock });
  radio.blackout.begin('10s');
  other.blackout.begin('20s');
  await clock.advance('10s');
  expect([radio.blackout.current, other.blackout.current]).toEqual([
    undefined,
    { cause: 'manual', leftMs: 10_000 },
  ]);
});

test('50 at once each answer for themselves', async ({ clock }) => {
  const mocks = await Promise.all(Array.from({ length: 50 }, () => startSilvusMock({ clock })));
  for (const [index, { state }] of mocks.entries()) state.patch({ max_link_distance: index });
  const answers = await Promise.all(mocks.map((mock) => outcome(mock, 'max_link_distance')));
  expect(answers).toEqual(mocks.map((_, index) => [String(index)]));
  expect(new Set(mocks.flatMap(({ http, maintenance }) => [http.port, maintenance.port])).size).toBe(100);
  await Promise.all(mocks.map((mock) => mock.close()));
});

/** A method whose result is a list of so many short texts. */
const listOf = (length: number): CustomMethod => ({
  name: 'list',
  execute: () => Array.from({ length }, () => 'x'.repeat(1_000)),
});

test('a long reply waits for those of its own simulator alone', async () => {
  await using one = await startSilvusMock({ methods: [listOf(1_500)] });
  await using other = await startSilvusMock({ methods: [listOf(300)] });
  const ended: string[] = [];
  const longest = Array.from({ length: 8 }, () => outcome(one, 'list').then(() => ended.push('one')));
  await one.received(8);
  await outcome(other, 'list').then(() => ended.push('other'));
  await Promise.all(longest);
  // Behind the others it would be one of the last.
  expect(ended.indexOf('other')).toBeLessThan(4);
});
