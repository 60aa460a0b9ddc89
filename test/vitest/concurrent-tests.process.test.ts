import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, expect } from 'vitest';
import whyIsNodeRunning from 'why-is-node-running';
import type { SilvusMock } from '../../src/index.js';
import { radioTest as test } from '../../src/vitest/vitest.js';
import { maintain, outcome } from '../support/json-rpc-client.js';

const many = 200;
const radios: SilvusMock[] = [];
const begun = performance.now();

test.concurrent.for(Array.from({ length: many }, (_, index) => index + 1))(
  'a blackout of 30 s passes in no time, %i',
  async (number, { radio, clock }) => {
    radios.push(radio);
    expect(await outcome(radio, 'max_link_distance', [number])).toEqual(['']);
    expect(await outcome(radio, 'freq', ['2220'])).toEqual(['']);
    expect(await outcome(radio, 'freq')).toBe('UNAVAILABLE');
    expect((await maintain(radio, 'zeroize')).error?.message).toBe('UNAVAILABLE');
    await clock.advance('29999ms');
    expect(await outcome(radio, 'freq')).toBe('UNAVAILABLE');
    await clock.advance('1ms');
    expect(await outcome(radio, 'freq')).toEqual(['2220']);
    expect(await outcome(radio, 'max_link_distance')).toEqual([String(number)]);
    expect((await maintain(radio, 'zeroize')).result).toEqual(['']);
  },
);

/** What keeps a process alive, of all that was opened since this file was loaded. */
function handles(): string {
  const lines: string[] = [];
  whyIsNodeRunning({ error: (line: string) => lines.push(line) });
  return lines.join('\n');
}

afterAll(async () => {
  const tookMs = performance.now() - begun;
  console.log(`${many} radios, ${many * 30} s of blackout, ${(tookMs / 1_000).toFixed(2)} s of real time`);
  expect(radios).toHaveLength(many);
  expect(new Set(radios.map(({ seed }) => seed)).size).toBe(many);
  expect(radios.filter(({ lifecycle }) => lifecycle !== 'closed')).toEqual([]);
  expect(radios.filter(({ clock }) => clock.now() !== 30_000)).toEqual([]);
  // What was let go of last is named for a turn more.
  do await turn();
  while (process.getActiveResourcesInfo().some((name) => name.startsWith('TCP')));
  // vitest has handles of its own; ours would name one of our files, or be a socket.
  expect(handles()).not.toMatch(/\bsrc\/|TCP/);
});
