import type { ReportType } from '../../reports/report.js';
import type { Stats } from '../snapshot.js';
import type { DropCause } from './drop-causes.js';

/** Counts of the datagrams with reports of one node. */
export class ReportCounts {
  readonly #sent = new Map<ReportType, number>();
  readonly #dropped = new Map<DropCause, number>();

  /** Counts a datagram that was handed to the system. */
  addSent(type: ReportType): void {
    this.#sent.set(type, (this.#sent.get(type) ?? 0) + 1);
  }

  /** Counts datagrams that were not delivered. */
  addDropped(cause: DropCause, count = 1): void {
    this.#dropped.set(cause, (this.#dropped.get(cause) ?? 0) + count);
  }

  /** The counts so far; names that never came are absent. */
  figures(): Stats['reports'] {
    return { sent: Object.fromEntries(this.#sent), dropped: Object.fromEntries(this.#dropped) };
  }
}
