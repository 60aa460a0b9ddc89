import type { SettingChange } from '../../config/difference.js';
import type { ResolvedConfig } from '../../config/resolve.js';
import type { Announcer } from '../telemetry.js';
import type { Closing } from '../shutdown.js';
import type { Device } from '../../command-path/command-path.js';
import type { LogControl } from '../../core/log/log-control.js';
import type { Ports } from '../../ports/ports.js';
import type { ChangeStep } from './apply.js';

/** Those who take settings over. */
export interface Owners {
  readonly device: Pick<Device, 'configure' | 'mode' | 'setMode' | 'journal'>;
  readonly ports: Pick<Ports, 'configure'>;
  readonly closing: Pick<Closing, 'configure'>;
  /** Undefined where the log is a program's own. */
  readonly log: Pick<LogControl, 'level'> | undefined;
  readonly announcer: Pick<Announcer, 'configure'>;
}

/** The steps from one configuration to another, for the settings that have changed. */
export function stepsOf(
  changes: readonly SettingChange[],
  from: ResolvedConfig,
  to: ResolvedConfig,
  { log, announcer, device, ports, closing }: Owners,
): readonly ChangeStep[] {
  const { mode } = device;
  const isChanged = (path: string) => changes.some((change) => change.path === path);
  const step = (name: string, take: (config: ResolvedConfig) => void): ChangeStep => ({
    name,
    apply: () => take(to),
    undo: () => take(from),
  });
  return [
    ...(log !== undefined && isChanged('log.level') ? [levelStep(log, to.log.level)] : []),
    step('slow commands', ({ worker }) => announcer.configure(worker.slowCommand)),
    step('radio', (config) => device.configure(config)),
    step('ports', (config) => ports.configure(config)),
    step('close', ({ close }) => closing.configure(close.drain)),
    // What was set by hand stays, unless the configuration says something new.
    ...(isChanged('mode')
      ? [{ name: 'mode', apply: () => device.setMode(to.mode), undo: () => device.setMode(mode) }]
      : []),
    // Last: what a journal has let go of does not come back.
    step('journal', (config) => device.journal.configure(config.journal)),
  ];
}

function levelStep(log: Pick<LogControl, 'level'>, to: LogControl['level']): ChangeStep {
  const from = log.level;
  const setTo = (level: LogControl['level']) => () => {
    log.level = level;
  };
  return { name: 'log', apply: setTo(to), undo: setTo(from) };
}
