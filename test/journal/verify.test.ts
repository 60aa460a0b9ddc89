import { expect } from 'vitest';
import type { Verification } from '../../src/index.js';
import { radioTest as test } from '../../src/vitest/vitest.js';
import { maintain, outcome } from '../support/json-rpc-client.js';

test('verify() is content with what fits as often as asked', async ({ radio }) => {
  await outcome(radio, 'freq');
  await outcome(radio, 'freq');
  radio.journal.verify({ method: 'freq' });
  radio.journal.verify({ method: 'freq', times: 2 });
  radio.journal.verify({ method: 'bw', times: 0 });
});

/** The message of a verification that fails. */
function complaint(verify: () => void): unknown {
  try {
    verify();
  } catch (fault) {
    expect(fault).toMatchObject({ name: 'SilvusMockError', code: 'NOT_SEEN' });
    return fault instanceof Error ? fault.message : fault;
  }
  return 'no complaint';
}

test('what it throws shows the near misses, the nearest first', async ({ radio }) => {
  await outcome(radio, 'bw');
  await maintain(radio, 'zeroize');
  await outcome(radio, 'power_dBm', ['27']);
  await outcome(radio, 'power_dBm', ['99']);
  const verification: Verification = { method: 'power_dBm', params: ['28'], outcome: 'ok', times: 1 };
  expect(complaint(() => radio.journal.verify(verification))).toBe(
    [
      'expected 1 time, seen 0 times: {"method":"power_dBm","params":["28"],"outcome":"ok"}; the nearest were:',
      '  #3 http power_dBm("27") ok',
      '  #4 http power_dBm("99") INVALID_RANGE',
      '  #2 maintenance zeroize() ok',
      '  #1 http bw() ok',
    ].join('\n'),
  );
});

test('it shows five of many, and says how often there were some', async ({ radio }) => {
  for (let sent = 0; sent < 7; sent += 1) await outcome(radio, 'freq');
  const message = complaint(() => radio.journal.verify({ method: 'freq', times: 3 }));
  expect(message).toMatch(/^expected 3 times, seen 7 times: \{"method":"freq"\}; the nearest were:\n/);
  expect(String(message).split('\n')).toHaveLength(6);
});

test('where nothing was seen it says so', ({ radio }) => {
  expect(complaint(() => radio.journal.verify({ method: 'freq' }))).toBe(
    'expected at least once, seen 0 times: {"method":"freq"}; the nearest were: none',
  );
});

test('a fault, an ending and a long parameter stand in the line', async ({ radio }) => {
  radio.faults.add({ kind: 'close', name: 'cut' });
  await outcome(radio, 'freq', ['x'.repeat(100)]).catch(() => undefined);
  expect(complaint(() => radio.journal.verify({ method: 'bw' }))).toContain(
    `#1 http freq("${'x'.repeat(39)}…) INVALID_RANGE [close] [faults: cut]`,
  );
});

test('what a client sent can not steer the terminal that the message is shown on', async ({ radio }) => {
  await outcome(radio, 'evil\u001b[2J\n', ['\u009b2J']);
  expect(complaint(() => radio.journal.verify({ method: 'bw' }))).toContain(
    '#1 http evil\\u001b[2J\\u000a("\\u009b2J") Method not found',
  );
});
