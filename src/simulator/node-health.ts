import type { Mode } from '../radio/mode.js';
import type { CurrentBlackout } from '../command-path/blackout-control.js';
import { printable } from '../core/text.js';
import type { WorkerFigures } from '../worker/worker-options.js';
import type { Health, Lifecycle } from './snapshot.js';
import type { DeadActivity } from './supervision/supervisor.js';

/** Facts from which a node's readiness follows. */
interface HealthFacts {
  readonly lifecycle: Lifecycle;
  readonly mode: Mode;
  readonly worker: WorkerFigures;
  readonly blackout: CurrentBlackout | undefined;
  /** The method that keeps the worker from going on, if one does. */
  readonly stuck: string | undefined;
  /** Activities that have died and do not run. */
  readonly dead: readonly DeadActivity[];
  /** Problems with flash. */
  readonly flash: readonly string[];
}

/** Readiness of a node, with the reasons. */
export function nodeHealth(facts: HealthFacts): Health {
  const { lifecycle, mode, worker, stuck, blackout, dead, flash } = facts;
  const { paused, unended } = worker;
  const reasons = [
    ...(lifecycle === 'running'
      ? []
      : [`the simulator is ${lifecycle === 'draining' ? 'closing' : lifecycle}`]),
    ...(paused ? ['the worker is paused'] : []),
    ...(stuck === undefined ? [] : [`the worker is stuck in ${printable(stuck)}`]),
    ...dead.map(({ text }) => text),
    ...unended.map((method) => `${printable(method)} was abandoned and has not ended`),
    ...flash,
    ...(blackout === undefined ? [] : [`the radio is in blackout: ${blackout.cause}`]),
  ];
  const isFatal = dead.some((each) => each.isFatal);
  const ready = lifecycle === 'running' && !paused && stuck === undefined && !isFatal;
  return { ready, reasons, lifecycle, mode, blackout };
}
