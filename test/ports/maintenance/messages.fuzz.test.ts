import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SilvusMock, startSilvusMock, virtualClock } from '../../../src/index.js';
import { anyBytes } from '../../support/any-request.js';
import { cutAnywhere, piecesOf, sendInPieces } from '../../support/cut-stream.js';
import { maintain } from '../../support/json-rpc-client.js';
import { deadline, holds } from '../../support/property.js';

let mock: SilvusMock;
let persistent: SilvusMock;

beforeAll(async () => {
  const options = { timing: { preset: 'instant' }, clock: virtualClock() } as const;
  mock = await startSilvusMock({ ...options, maintenance: { maxLineBytes: 1_024 } });
  persistent = await startSilvusMock({ ...options, maintenance: { maxLineBytes: 1_024, persistent: true } });
});

afterAll(async () => {
  await mock.close();
  await persistent.close();
});

const lines = fc
  .array(fc.tuple(anyBytes, fc.constantFrom('', '\n', '\r\n')), { maxLength: 5 })
  .map((parts) => Buffer.concat(parts.flatMap(([bytes, end]) => [Buffer.from(bytes), Buffer.from(end)])));

/** What comes back must be whole lines of JSON. */
function expectLines(text: string): void {
  if (text === '') return;
  expect(text.endsWith('\n')).toBe(true);
  for (const line of text.slice(0, -1).split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
}

test(
  'whatever bytes come to the maintenance port in whatever pieces, they have the same answer',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(cutAnywhere(lines), async (given) => {
        const whole = await sendInPieces(mock.maintenance.port, [given.bytes]);
        expectLines(whole);
        expect(whole.split('\n').length).toBeLessThanOrEqual(2);
        expect(await sendInPieces(mock.maintenance.port, piecesOf(given))).toBe(whole);
      }),
      { share: 0.1 },
    );
    expect((await maintain(mock, 'zeroize')).result).toEqual(['']);
    await mock.worker.idle();
  },
);

test('so they have at one that stays open for more', deadline, async () => {
  await holds(
    fc.asyncProperty(cutAnywhere(lines), async (given) => {
      const whole = await sendInPieces(persistent.maintenance.port, [given.bytes]);
      expectLines(whole);
      expect(await sendInPieces(persistent.maintenance.port, piecesOf(given))).toBe(whole);
    }),
    { share: 0.1 },
  );
  expect(persistent.stats().waiting).toBe(0);
});
