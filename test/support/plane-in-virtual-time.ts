import { onTestFinished } from 'vitest';
import { type VirtualClock, virtualClock } from '../../src/index.js';
import { ControlPlane } from '../../src/control/server/control-plane.js';
import type { Simulator } from '../../src/simulator/simulator.js';

/** A control plane whose time with its clients is virtual. */
export interface PlaneInVirtualTime {
  readonly plane: ControlPlane;
  readonly port: number;
  /** Time of the control plane, apart from that of the radios. */
  readonly clock: VirtualClock;
}

/**
 * Opens a control plane in virtual time beside a running simulator; it is closed when the test has finished.
 * @param workTime processor time of the process, ms
 */
export async function planeInVirtualTime(
  simulator: Simulator,
  workTime: () => number = () => 0,
): Promise<PlaneInVirtualTime> {
  const clock = virtualClock();
  const options = { host: '127.0.0.1', port: 0, allowedHosts: [] };
  const plane = new ControlPlane(simulator, {
    ...options,
    clock,
    workTime,
    onLost: () => undefined,
  });
  const { port } = await plane.open();
  onTestFinished(async () => {
    plane.force();
    await plane.stop();
    const ended = plane.end();
    await clock.advance('2s');
    await ended;
  });
  return { plane, port, clock };
}
