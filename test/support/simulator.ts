import { onTestFinished } from 'vitest';
import { type Logger, type SilvusMockOptions, type VirtualClock, virtualClock } from '../../src/index.js';
import { loadSettings } from '../../src/config/program-settings.js';
import { type Configuration, resolve } from '../../src/config/resolve.js';
import { ControlPort } from '../../src/control/server/control-port.js';
import { type NodeParts, Simulator } from '../../src/simulator/simulator.js';

/** A simulator of several nodes on one virtual clock, with a control plane. */
export interface ManyNodes {
  readonly simulator: Simulator;
  readonly clock: VirtualClock;
  readonly control: ControlPort;
  readonly configuration: Configuration;
}

/** Makes a simulator of these nodes on a virtual clock; it is closed when the test has finished. */
export function simulatorOf(
  nodes: readonly NodeParts[],
  settings: Omit<SilvusMockOptions, 'clock' | 'logger' | 'methods'> = {},
  logger?: Logger,
): ManyNodes {
  const clock = virtualClock();
  const configuration = resolve(loadSettings({ control: {}, seed: 7, ...settings }));
  const simulator = new Simulator({
    configuration,
    clock,
    nodes,
    ...(logger === undefined ? {} : { logger }),
  });
  const control = new ControlPort(simulator, configuration.config.control);
  simulator.attach(control);
  onTestFinished(async () => {
    await simulator.close(1_000);
  });
  return { simulator, clock, control, configuration };
}

/** As {@link simulatorOf}, started. */
export async function startedSimulatorOf(
  nodes: readonly NodeParts[],
  settings?: Omit<SilvusMockOptions, 'clock' | 'logger' | 'methods'>,
  logger?: Logger,
): Promise<ManyNodes & { readonly port: number }> {
  const made = simulatorOf(nodes, settings, logger);
  await made.simulator.start();
  return { ...made, port: made.control.address?.port ?? 0 };
}
