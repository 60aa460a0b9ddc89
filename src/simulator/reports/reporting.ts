import { madeOnce } from '../../core/made-once.js';
import type { Clock } from '../../core/time/clock.js';
import type { DatagramSockets } from '../../net/datagram-sockets.js';
import type { SharedNetwork } from '../network/shared-network.js';
import { ReportSchedule } from './report-schedule.js';
import type { ReportWriter } from './report-writer.js';

/** The parts that send reports: they are loaded when the first stream is switched on. */
interface ReportParts {
  readonly sockets: DatagramSockets;
  readonly Writer: typeof ReportWriter;
}

/** Parts that the reports of all radios of a simulator share: their sockets, and the schedule. */
export class Reporting {
  readonly #network: () => SharedNetwork | undefined;
  /** By clock: radios may have their own. */
  readonly #schedules = new WeakMap<Clock, ReportSchedule>();
  /** Loads what sends reports. Rejects where it can't be read; a later call tries again. */
  readonly load = madeOnce(loadParts);

  /** @param network of the radios, if they have one */
  constructor(network: () => SharedNetwork | undefined) {
    this.#network = network;
  }

  /** The schedule of the radios with this clock. */
  schedule(clock: Clock): ReportSchedule {
    const known = this.#schedules.get(clock);
    if (known !== undefined) return known;
    const schedule = new ReportSchedule(clock, (run) => {
      const network = this.#network();
      if (network === undefined) run();
      else network.frozen(run);
    });
    this.#schedules.set(clock, schedule);
    return schedule;
  }
}

async function loadParts(): Promise<ReportParts> {
  const [{ DatagramSockets: Sockets }, { ReportWriter: Writer }] = await Promise.all([
    import('../../net/datagram-sockets.js'),
    import('./report-writer.js'),
  ]);
  return { sockets: new Sockets(), Writer };
}
