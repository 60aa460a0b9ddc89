import type { Outage } from '../command-path/availability.js';
import { SilvusMockError } from '../core/errors.js';
import type { Ports } from '../ports/ports.js';
import type { NodeCounters } from './counters/node-counters.js';
import type { NodeTelemetry } from './node-telemetry.js';

/** Parts of a node that a blackout concerns. */
interface NodeBlackoutsParts {
  /** Undefined for a neighbour that has no ports. */
  readonly ports: Ports | undefined;
  readonly counters: NodeCounters;
  readonly telemetry: NodeTelemetry;
  /** Called when the node can't go on. */
  readonly onLost: (error: SilvusMockError | undefined) => void;
}

/** The blackouts of a node: its ports show them, and they are counted and reported. */
export class NodeBlackouts {
  readonly #parts: NodeBlackoutsParts;
  #begun = 0;

  constructor(parts: NodeBlackoutsParts) {
    this.#parts = parts;
  }

  /** A blackout has begun; `ms` is undefined for one without an end. */
  begin(outage: Outage, ms: number | undefined): void {
    const { ports, counters, telemetry } = this.#parts;
    this.#begun += 1;
    counters.addBlackout(outage.cause);
    ports?.enterBlackout();
    telemetry.blackout(outage, ms);
  }

  /** The blackout is over. A port that can't be opened again takes the node down; never rejects. */
  async end(): Promise<void> {
    const { ports, telemetry, onLost } = this.#parts;
    const before = this.#begun;
    try {
      await ports?.leaveBlackout();
      // Another blackout may have begun meanwhile.
      if (this.#begun === before) telemetry.online();
    } catch (error) {
      telemetry.error(error, 'the end of a blackout');
      onLost(error instanceof SilvusMockError ? error : undefined);
    }
  }
}
