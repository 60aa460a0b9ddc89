import { expect, test as plain } from 'vitest';
import { radioTest as test, silvusTest } from '../../src/vitest/vitest.js';
import { maintain, outcome } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

/** The code of what a function throws, or `holds`. */
function verdict(verify: () => void): unknown {
  try {
    verify();
    return 'holds';
  } catch (error) {
    return error instanceof Error && 'code' in error ? [error.code, error.message] : error;
  }
}

const undecided = (text: string) => ['UNDECIDED', expect.stringContaining(text) as string];
const notSeen = (text: string) => ['NOT_SEEN', expect.stringContaining(text) as string];

silvusTest({ journal: { maxEntries: 10 } })(
  'what depends on exchanges that are no longer kept is not judged, what is decided is',
  async ({ radio }) => {
    await maintain(radio, 'zeroize');
    for (let sent = 0; sent < 15; sent += 1) await outcome(radio, 'freq');
    const gap = '6 of 16 exchanges are no longer kept (settings journal.maxEntries: 10, journal.maxBytes: ';
    const { journal } = radio;
    expect(verdict(() => journal.verify({ method: 'zeroize', times: 0 }))).toEqual(undecided(gap));
    expect(verdict(() => journal.verify({ method: 'zeroize' }))).toEqual(
      undecided('expected at least once, seen 0 times'),
    );
    expect(verdict(() => journal.verify({ method: 'freq', times: 15 }))).toEqual(undecided(gap));
    expect(verdict(() => journal.verify({ method: 'freq', times: 10 }))).toEqual(undecided(gap));
    expect(verdict(() => journal.verify({ method: 'freq' }))).toBe('holds');
    expect(verdict(() => journal.verify({ method: 'freq', times: 9 }))).toEqual(
      notSeen('expected 9 times, seen 10 times'),
    );
    journal.clear();
    expect(verdict(() => journal.verify({ method: 'zeroize', times: 0 }))).toBe('holds');
  },
);

silvusTest({ journal: { maxEntries: 0 } })(
  'nothing is judged while the journal is off',
  async ({ radio }) => {
    await outcome(radio, 'freq');
    const off = undecided('the journal is off (setting journal.maxEntries)');
    expect(verdict(() => radio.journal.verify({ method: 'bw', times: 0 }))).toEqual(off);
    expect(verdict(() => radio.journal.verify({ method: 'freq' }))).toEqual(off);
  },
);

plain('what came in while it was off is missed once it is on', async () => {
  const radio = await running({ journal: { maxEntries: 0 } });
  await outcome(radio, 'freq');
  await radio.reload({ journal: { maxEntries: 5 } });
  const missed = undecided('the journal was off for 1 of the requests');
  expect(verdict(() => radio.journal.verify({ method: 'freq', times: 0 }))).toEqual(missed);
  await radio.reset();
  expect(verdict(() => radio.journal.verify({ method: 'freq', times: 0 }))).toBe('holds');
});

test('a call whose reply is on its way is not judged where it could change the verdict', async ({
  radio,
}) => {
  const { journal } = radio;
  await outcome(radio, 'freq');
  radio.worker.pause();
  const late = outcome(radio, 'bw');
  await radio.received(2);
  const open = undecided(
    '1 request that may match has its reply still on its way; wait for it first (waitFor)',
  );
  expect(verdict(() => journal.verify({ method: 'bw' }))).toEqual(open);
  expect(verdict(() => journal.verify({ method: 'bw', times: 0 }))).toEqual(open);
  expect(verdict(() => journal.verify({ method: 'bw', times: 1 }))).toEqual(open);
  expect(verdict(() => journal.verify({ times: 1 }))).toEqual(open);
  expect(verdict(() => journal.verify({ method: 'bw', times: 2 }))).toEqual(
    notSeen('expected 2 times, seen 0 times'),
  );
  expect(verdict(() => journal.verify({ method: 'bw', params: ['5'], times: 0 }))).toBe('holds');
  expect(verdict(() => journal.verify({ port: 'maintenance', times: 0 }))).toBe('holds');
  expect(verdict(() => journal.verify({ method: 'freq', times: 1 }))).toBe('holds');
  expect(verdict(() => journal.verify({}))).toBe('holds');
  await expect(journal.waitFor({ method: 'bw' }, { timeoutMs: 1 })).rejects.toThrow(
    /its reply still on its way$/,
  );
  const seen = journal.waitFor({ method: 'bw' });
  radio.worker.resume();
  expect((await seen).commands).toMatchObject([{ method: 'bw', outcome: 'ok' }]);
  journal.verify({ method: 'bw', times: 1 });
  await late;
});

test('a call whose client has gone, and one of before a clear, are waited for no longer', async ({
  radio,
}) => {
  radio.worker.pause();
  const late = outcome(radio, 'bw');
  await radio.received(1);
  radio.journal.clear();
  expect(verdict(() => radio.journal.verify({ method: 'bw', times: 0 }))).toBe('holds');
  radio.worker.resume();
  expect(await late).toEqual(['20']);
});
