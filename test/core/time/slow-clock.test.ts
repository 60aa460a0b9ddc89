import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startSilvusMock } from '../../../src/index.js';

/** A wait that is longer, in real time, than a timer of Node.js can be fires after 1 ms, with a warning. */
test('a blackout on a slow clock is waited for in waits that Node.js can keep', async () => {
  const warnings: string[] = [];
  const keep = ({ name }: Error) => warnings.push(name);
  process.on('warning', keep);
  onTestFinished(() => {
    process.off('warning', keep);
  });
  await using mock = await startSilvusMock({ timeScale: 0.001 });
  mock.blackout.begin('2h');
  for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  expect(warnings).toEqual([]);
  expect(mock.blackout.current?.cause).toBe('manual');
});
