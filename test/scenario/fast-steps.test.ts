import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { StepInput } from '../../src/index.js';
import { running } from '../support/radio.js';

const everyMicrosecond: Readonly<Record<string, StepInput>> = {
  repetition: { repeat: { every: 0.001, steps: [{ note: 'again' }] } },
  drift: { drift: { setting: 'power_dBm', from: 20, to: 21, over: '1d', every: 0.001 } },
};

test.each(Object.entries(everyMicrosecond))(
  'a %s that is quicker than the machine lets others have their turn',
  async (_name, step) => {
    const mock = await running();
    mock.scenario.run({ steps: [step] });
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    expect(mock.scenario.status?.state).toBe('running');
    await mock.close();
    expect(mock.scenario.status?.state).toBe('stopped');
  },
);

test('ten thousand steps at once are all taken', async () => {
  const mock = await running();
  mock.scenario.run({ steps: Array.from({ length: 10_000 }, () => ({ mode: 'normal' as const })) });
  await mock.scenario.ended;
  expect(mock.scenario.status).toMatchObject({ state: 'ended', steps: 10_000 });
});
