import type { SettingChange } from '../../config/difference.js';
import type { ResolvedConfig } from '../../config/resolve.js';
import type { LogControl } from '../../core/log/log-control.js';
import type { Node } from '../node.js';
import type { Shutdown } from '../shutdown.js';
import type { Telemetry } from '../telemetry.js';
import type { ChangeStep } from './apply.js';

/** The parts that apply new settings. */
export interface Owners {
  readonly nodes: readonly Node[];
  readonly shutdown: Pick<Shutdown, 'configure'>;
  /** Undefined where the log belongs to a program. */
  readonly log: Pick<LogControl, 'level'> | undefined;
  readonly telemetry: Pick<Telemetry, 'configure'>;
}

/** The steps from one configuration to another, for the settings that have changed. */
export function stepsOf(
  changes: readonly SettingChange[],
  from: ResolvedConfig,
  to: ResolvedConfig,
  { log, telemetry, nodes, shutdown }: Owners,
): readonly ChangeStep[] {
  const isChanged = (path: string) => changes.some((change) => change.path === path);
  const step = (name: string, apply: (config: ResolvedConfig) => void): ChangeStep => ({
    name,
    apply: () => apply(to),
    undo: () => apply(from),
  });
  return [
    ...(log !== undefined && isChanged('log.level') ? [levelStep(log, to.log.level)] : []),
    step('slow commands', ({ worker }) => telemetry.configure(worker.slowCommand)),
    ...nodes.map((node) => step('radio', (config) => node.configure(config))),
    step('close', ({ close }) => shutdown.configure(close.drain)),
    // A mode that was set by hand stays, unless the configuration has a new one.
    ...(isChanged('mode')
      ? nodes.filter(({ isServed }) => isServed).map((node) => modeStep(node, to.mode))
      : []),
    // Last: entries that a journal has dropped do not come back.
    step('journal', (config) => nodes.forEach((node) => node.configureJournal(config))),
  ];
}

function modeStep(node: Node, to: ResolvedConfig['mode']): ChangeStep {
  const from = node.mode;
  return { name: 'mode', apply: () => node.setMode(to), undo: () => node.setMode(from) };
}

function levelStep(log: Pick<LogControl, 'level'>, to: LogControl['level']): ChangeStep {
  const from = log.level;
  const setTo = (level: LogControl['level']) => () => {
    log.level = level;
  };
  return { name: 'log', apply: setTo(to), undo: setTo(from) };
}
