import { onTestFinished } from 'vitest';
import {
  type SilvusMock,
  type SilvusMockOptions,
  type VirtualClock,
  startSilvusMock,
  virtualClock,
} from '../../src/index.js';

/** Starts a simulator on free ports and closes it when the test has finished. */
export async function running(options: SilvusMockOptions = {}): Promise<SilvusMock> {
  const mock = await startSilvusMock(options);
  onTestFinished(async () => {
    await mock.close({ graceMs: 1_000 });
  });
  return mock;
}

/** As {@link running}, on a virtual clock. */
export async function runningInVirtualTime(
  options: Omit<SilvusMockOptions, 'clock'> = {},
): Promise<{ readonly mock: SilvusMock; readonly clock: VirtualClock }> {
  const clock = virtualClock();
  return { mock: await running({ ...options, clock }), clock };
}
