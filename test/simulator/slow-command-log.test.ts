import { expect, test } from 'vitest';
import type { Logger, SilvusMockOptions } from '../../src/index.js';
import { outcome, post, rpc } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';

/** Runs a radio in virtual time whose warnings are kept. */
async function warned(worker: NonNullable<SilvusMockOptions['worker']>, deadlines = {}) {
  const warnings: { readonly fields: object; readonly message: string }[] = [];
  const ignore = () => undefined;
  const logger: Logger = {
    debug: ignore,
    info: ignore,
    error: ignore,
    warn: (fields, message) => void warnings.push({ fields, message }),
    isLevelEnabled: () => false,
  };
  return {
    warnings,
    ...(await runningInVirtualTime({ logger, worker, deadlines })),
  };
}

test('a command that takes as long as the setting says is logged at warn with its wait and its run', async () => {
  const { warnings, mock, clock } = await warned({ processingTime: 60, slowCommand: 100 });
  const reply = post(mock, rpc('bw', 'first'));
  await mock.received(1);
  const second = post(mock, rpc('freq', 'second'));
  await mock.received(2);
  await clock.advance(120);
  await Promise.all([reply, second]);
  expect(warnings).toEqual([
    {
      message: 'slow command',
      fields: {
        node: '1',
        id: 'second',
        method: 'freq',
        port: 'http',
        peer: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
        outcome: 'ok',
        waitMs: 60,
        runMs: 60,
      },
    },
  ]);
});

test.each([
  ['just as long', 100, 1],
  ['a ms less', 101, 0],
  ['with the setting off', 0, 0],
])('%s', async (_, slowCommand, expected) => {
  const { warnings, mock, clock } = await warned({ processingTime: 100, slowCommand });
  const reply = outcome(mock, 'freq');
  await mock.received(1);
  await clock.advance(100);
  expect(await reply).toEqual(['4700']);
  expect(warnings).toHaveLength(expected);
});

test('many slow commands are few lines with a count', async () => {
  const { warnings, mock, clock } = await warned({ processingTime: 100, maxBatch: 200 }, { read: 0 });
  const reply = post(mock, `[${Array.from({ length: 200 }, (_, id) => rpc('freq', id)).join()}]`);
  await mock.received(1);
  await clock.advance(20_000);
  await reply;
  await mock.close();
  expect(warnings.length).toBeLessThan(20);
  const leftOut = warnings.map(({ fields }) => ('leftOut' in fields ? Number(fields.leftOut) : 0));
  const all = leftOut.reduce((sum, count) => sum + 1 + count, 0);
  expect(all).toBe(200);
});
