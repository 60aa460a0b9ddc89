import { expect } from 'vitest';
import { degradedFaults } from '../../src/index.js';
import { silvusTest } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';

const test = silvusTest({ allowUnused: true });

test('mode degraded is a named preset of faults, on and off', async ({ radio }) => {
  radio.faults.add({ kind: 'busy', name: 'mine', probability: 0 });
  await radio.setMode('degraded');
  expect(radio.mode).toBe('degraded');
  expect(radio.faults.list().map(({ name }) => name)).toEqual([
    'mine',
    ...degradedFaults.map(({ name }) => name),
  ]);
  await radio.setMode('degraded');
  expect(radio.faults.list()).toHaveLength(1 + degradedFaults.length);
  await radio.setMode('normal');
  expect(radio.faults.list().map(({ name }) => name)).toEqual(['mine']);
});

silvusTest({ mode: 'degraded', seed: 5 })(
  'a degraded radio answers, late and not always',
  async ({ radio, clock }) => {
    const seen: string[] = [];
    for (let sent = 1; sent <= 150; sent += 1) {
      const gone = new AbortController();
      const answer = fetch(radio.http.url, {
        method: 'POST',
        body: JSON.stringify({ jsonrpc: '2.0', method: 'freq', id: sent }),
        signal: gone.signal,
      }).then(
        async (response) => /"message": "(\w+)"/.exec(await response.text())?.[1] ?? 'ok',
        () => 'nothing',
      );
      await radio.journal.waitFor(({ n }) => n === sent);
      await clock.runUntilIdle();
      const { ending } = radio.journal.entries.at(-1) ?? {};
      if (ending === 'silence') gone.abort();
      seen.push(await answer);
    }
    expect(new Set(seen)).toEqual(new Set(['ok', 'BUSY', 'UNAVAILABLE', 'nothing']));
    expect(seen.filter((each) => each === 'ok').length).toBeGreaterThan(100);
    expect(clock.now()).toBeGreaterThan(10_000);
  },
);

test('offline is without end, in the way that the blackout setting says', async ({ radio, clock }) => {
  await radio.setMode('offline');
  await clock.advance('400d');
  expect(await outcome(radio, 'freq')).toBe('UNAVAILABLE');
  await radio.setMode('normal');
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
});

test('a mode that is none is refused, and nothing changes', async ({ radio }) => {
  const wrong: string = 'asleep';
  await expect(radio.setMode(wrong as 'normal')).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  expect(radio.mode).toBe('normal');
});
