import { printable } from '../../core/text.js';
import type { Trouble } from '../supervision/upkeep.js';
import type { Mode } from '../../radio/mode.js';
import type { WorkerFigures } from '../../worker/worker-options.js';
import type { CurrentBlackout } from './blackout-control.js';

/** Where a simulator is in its life. */
export type Lifecycle = 'created' | 'starting' | 'running' | 'draining' | 'closed' | 'failed';

/** How a simulator is. */
export interface Health {
  /** Whether it takes requests and carries them out. A radio that is dark is ready: it says that it is dark. */
  readonly ready: boolean;
  /** Why it is not ready, or what else is out of the ordinary; for a person. */
  readonly reasons: readonly string[];
  readonly lifecycle: Lifecycle;
  readonly mode: Mode;
  readonly blackout: CurrentBlackout | undefined;
}

/** What is known of a simulator's parts. */
export interface HealthParts {
  readonly lifecycle: Lifecycle;
  readonly mode: Mode;
  readonly worker: WorkerFigures;
  readonly blackout: CurrentBlackout | undefined;
  /** The method that holds the worker up, if one does. */
  readonly stuck: string | undefined;
  /** What has died and has not been begun again. */
  readonly troubles: readonly Trouble[];
  /** What is not well with flash. */
  readonly flash: readonly string[];
}

/** How a simulator is, from what is known of its parts. */
export function healthOf({ lifecycle, mode, worker, stuck, blackout, troubles, flash }: HealthParts): Health {
  const { paused, unended } = worker;
  const reasons = [
    ...(lifecycle === 'running'
      ? []
      : [`the simulator is ${lifecycle === 'draining' ? 'closing' : lifecycle}`]),
    ...(paused ? ['the worker is held'] : []),
    ...(stuck === undefined ? [] : [`the worker is stuck in ${printable(stuck)}`]),
    ...troubles.map(({ text }) => text),
    ...unended.map((method) => `${printable(method)} was given up and has not ended`),
    ...flash,
    ...(blackout === undefined ? [] : [`the radio is dark: ${blackout.cause}`]),
  ];
  return {
    ready:
      lifecycle === 'running' && !paused && stuck === undefined && !troubles.some(({ isFatal }) => isFatal),
    reasons,
    lifecycle,
    mode,
    blackout,
  };
}
