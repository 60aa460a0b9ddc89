import { type VirtualClock, loadModel, virtualClock } from '../../src/index.js';
import { resolve } from '../../src/config/resolve.js';
import { type ConfigInput, parseConfig } from '../../src/config/schema.js';
import { unplaced } from './config.js';
import { Device } from '../../src/command-path/command-path.js';
import type { CommandRecord } from '../../src/worker/job.js';

/** A radio with its command path and no ports, on a virtual clock. */
export interface BareDevice {
  readonly device: Device;
  readonly clock: VirtualClock;
  /** Every outcome, in its order. */
  readonly records: readonly CommandRecord[];
  /** Whatever failed inside. */
  readonly faults: readonly unknown[];
}

/** Read from its file once. */
const model = loadModel('default');

/** Makes a {@link BareDevice}; `onRecord` is called within each outcome, as a user's listener is. */
export function bareDevice(
  options: ConfigInput = {},
  onRecord: (record: CommandRecord) => void = () => undefined,
): BareDevice {
  const parsed = parseConfig({ model, ...options });
  if (!('config' in parsed)) throw new Error(parsed.issues.map(({ message }) => message).join('; '));
  const clock = virtualClock();
  const records: CommandRecord[] = [];
  const faults: unknown[] = [];
  const device = new Device(
    resolve(unplaced(parsed.config)).config,
    1,
    { device: clock, real: clock },
    {
      onCommand: (record) => {
        records.push(record);
        onRecord(record);
      },
      onAnswered: () => undefined,
      onScenario: () => undefined,
      onDropped: () => undefined,
      onWorkerDied: () => undefined,
      onDark: () => undefined,
      onOnline: () => Promise.resolve(),
      onFault: (fault) => faults.push(fault),
      onFlashWarning: () => undefined,
      onUnwrittenFlash: (fault) => faults.push(fault),
    },
  );
  return { device, clock, records, faults };
}
