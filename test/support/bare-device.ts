import { type VirtualClock, loadModel, virtualClock } from '../../src/index.js';
import { type ConfigInput, parseConfig } from '../../src/config/schema.js';
import { resolve } from '../../src/config/resolve.js';
import type { Disk } from '../../src/files/disk.js';
import { unplaced } from './config.js';
import { CommandPath } from '../../src/command-path/command-path.js';
import { TaskLimit } from '../../src/core/time/task-limit.js';
import { FlashFolder } from '../../src/flash/flash-folder.js';
import type { CommandRecord } from '../../src/worker/job.js';

/** A radio with its command path and no ports, on a virtual clock. */
export interface BareDevice {
  readonly device: CommandPath;
  /** The folder that keeps its flash, where there is one. */
  readonly flash: FlashFolder | undefined;
  readonly clock: VirtualClock;
  /** Every outcome, in its order. */
  readonly records: readonly CommandRecord[];
  /** Whatever failed inside. */
  readonly faults: readonly unknown[];
  /** Warnings about what flash held. */
  readonly warnings: readonly string[];
}

/** Read from its file once. */
const model = loadModel('default');

/** Makes a {@link BareDevice}; `onRecord` is called within each outcome, as a user's listener is. */
export function bareDevice(
  options: ConfigInput = {},
  onRecord: (record: CommandRecord) => void = () => undefined,
  disk?: Disk,
): BareDevice {
  const parsed = parseConfig({ model, ...options });
  if (!('config' in parsed)) throw new Error(parsed.issues.map(({ message }) => message).join('; '));
  const clock = virtualClock();
  const records: CommandRecord[] = [];
  const faults: unknown[] = [];
  const warnings: string[] = [];
  const { config } = resolve(unplaced(parsed.config));
  const flash = config.stateDir === undefined ? undefined : new FlashFolder(config.stateDir, disk);
  const device = new CommandPath({
    node: '1',
    config,
    seed: 1,
    clocks: { device: clock, real: clock },
    flash,
    longReplies: new TaskLimit(1),
    listener: {
      onCommand: (record) => {
        records.push(record);
        onRecord(record);
      },
      onFaultReply: () => undefined,
      onBent: () => undefined,
      onDroppedOrder: () => undefined,
      onSettings: () => undefined,
      onZeroize: () => undefined,
      onLogin: () => undefined,
      onWorkerDied: () => undefined,
      onBlackout: () => undefined,
      onOnline: () => Promise.resolve(),
      onError: (error) => faults.push(error),
      onFlashWarning: (text) => warnings.push(text),
      onFlashError: (error) => faults.push(error),
    },
  });
  return { device, flash, clock, records, faults, warnings };
}
