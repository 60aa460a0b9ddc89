import { expect } from 'vitest';
import type { Verification } from '../../src/index.js';
import { silvusTest } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';

const test = silvusTest({ allowUnused: true });

const method = 'query: method: "frq": is not allowed; allowed: a method of the radio, or { unknown: "frq" }';

test.for<readonly [object, string]>([
  [{ method: 'frq', times: 0 }, `${method}; the nearest is "freq"`],
  [{ method: 5 }, 'verify: method: 5: is not allowed; allowed: a name, or { unknown: "name" }'],
  [{ method: { unknown: 'freq' } }, 'query: method: unknown: "freq": is known; allowed: method: "freq"'],
  [{ method: { unknwon: 'freq' } }, 'method.unknwon: is unknown; allowed: unknown; the nearest is "unknown"'],
  [{ outcome: 'busy' }, 'query: outcome: "busy": is not allowed; allowed: one of ok, cancelled, '],
  [{ outcome: 'busy' }, '; the nearest is "BUSY"'],
  [{ outcome: 'Ok' }, '; the nearest is "ok"'],
  [
    { params: [2220] },
    'verify: params: 0: 2220: is not allowed; allowed: "2220", or { json: 2220 } for what was sent as no text',
  ],
  [{ params: '2220' }, 'verify: params: "2220": is not allowed; allowed: an array'],
  [
    { parms: ['2220'] },
    'verify: parms: is unknown; allowed: method, params, outcome, port, page, peer, fault, times, atLeast, atMost; the nearest is "params"',
  ],
  [
    { port: 'htp' },
    'verify: port: "htp": is not allowed; allowed: http, maintenance, https; the nearest is "http"',
  ],
  [
    { fault: 'bussy', times: 0 },
    'verify: fault: "bussy": is not allowed; allowed: busy; the nearest is "busy"',
  ],
  [{ times: 1.5 }, 'verify: times: 1.5: is not allowed'],
])('verify(%j) is refused: %s', ([verification, message], { radio }) => {
  radio.faults.add({ kind: 'busy', probability: 0 });
  radio.faults.remove('busy');
  const given: unknown = verification;
  expect(() => radio.journal.verify(given as Verification)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(message) as string }),
  );
});

test('filter(), waitFor() and toFixture() refuse the same names', async ({ radio }) => {
  const refusal = { code: 'OPTION_INVALID', message: expect.stringContaining(method) as string };
  const query = { method: 'frq' } as unknown as Verification;
  expect(() => radio.journal.filter(query)).toThrow(expect.objectContaining(refusal));
  expect(() => radio.journal.toFixture(query)).toThrow(expect.objectContaining(refusal));
  await expect(radio.journal.waitFor(query)).rejects.toMatchObject(refusal);
});

test('a method, an outcome and a number that are meant so are found', async ({ radio }) => {
  await outcome(radio, 'frq', [2220]);
  radio.journal.verify({
    method: { unknown: 'frq' },
    params: [{ json: 2220 }],
    outcome: 'Method not found',
    times: 1,
  });
  radio.journal.verify({ method: { unknown: 'frq' }, params: ['2220'], times: 0 });
  radio.journal.verify({ outcome: { unknown: 'TOO HOT' }, times: 0 });
});

test('the message of a fault is an outcome, of an added one and of one that has answered', async ({
  radio,
}) => {
  radio.faults.add({ kind: 'error', message: 'TOO HOT', times: 1 });
  radio.journal.verify({ outcome: 'TOO HOT', times: 0 });
  expect(await outcome(radio, 'freq')).toBe('TOO HOT');
  radio.faults.add({ fault: { answer: () => ({ code: -1, message: 'LOCKED' }) } });
  expect(await outcome(radio, 'freq')).toBe('LOCKED');
  radio.journal.verify({ outcome: 'LOCKED', times: 1 });
});

silvusTest({ methods: [{ name: 'sensor_temp', result: ['21'] }] })(
  'a custom method is a method',
  async ({ radio }) => {
    const name = 'sensor_temp';
    await outcome(radio, 'sensor_temp');
    radio.journal.verify({ method: name, times: 1 });
    radio.faults.add({ kind: 'busy', match: { method: name } });
    expect(await outcome(radio, 'sensor_temp')).toBe('BUSY');
    radio.scenario.run({
      steps: [{ fault: { kind: 'busy', name: 'other', match: { method: name }, times: 1 } }],
    });
    radio.faults.remove('busy');
    expect(await outcome(radio, 'sensor_temp')).toBe('BUSY');
  },
);
