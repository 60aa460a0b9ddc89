import type { Clock } from './clock.js';
import type { Config } from './config/schema.js';
import type { ControlPort } from './control/control-port.js';
import type { Device } from './device.js';
import type { Ports } from './ports.js';
import type { CloseReport } from './simulator-events.js';
import type { CommandRecord } from './worker/job.js';

/** What a close closes. */
export interface ClosingParts {
  readonly device: Device;
  readonly ports: Ports;
  readonly control: ControlPort;
  /** Real time: the grace does not obey the simulation. */
  readonly socketClock: Clock;
  readonly drain: Config['close']['drain'];
}

/** The close of one simulator: what it still has is answered within the grace, the rest is cut. */
export class Closing {
  readonly #parts: ClosingParts;
  #isUnderWay = false;
  #graceIsOver = false;
  #drained = 0;
  #rejected = 0;

  constructor(parts: ClosingParts) {
    this.#parts = parts;
  }

  /** Counts a command that got its outcome, if the close is what it got it from. */
  count({ outcome }: CommandRecord): void {
    if (!this.#isUnderWay || this.#graceIsOver) return;
    if (outcome.kind === 'error' && outcome.error.token === 'UNAVAILABLE') this.#rejected += 1;
    else this.#drained += 1;
  }

  /** Takes no more requests, answers those that are there, and lets go; says what that came to. */
  async run(graceMs: number): Promise<CloseReport> {
    const { device, ports, control, socketClock, drain } = this.#parts;
    const begun = socketClock.now();
    this.#isUnderWay = true;
    device.hurry();
    const all = Promise.all([control.stop(), device.worker.close(drain), ports.stop()]);
    this.#graceIsOver = await isLater(all, graceMs, socketClock);
    const { cut, forced } = this.#graceIsOver ? this.#cut() : { cut: 0, forced: 0 };
    await all;
    device.letGo();
    const { unended } = device.worker.figures();
    const durationMs = socketClock.now() - begun;
    return { drained: this.#drained, rejected: this.#rejected, cut, forced, unended, durationMs };
  }

  #cut(): Pick<CloseReport, 'cut' | 'forced'> {
    const cut = this.#parts.device.worker.abandon();
    const forced = this.#parts.ports.force();
    this.#parts.control.force();
    return { cut, forced };
  }
}

/** Resolves true once so many ms have passed, or false as soon as the work is done. */
function isLater(work: Promise<unknown>, ms: number, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = clock.setTimeout(() => resolve(true), ms);
    const done = () => {
      timer.cancel();
      resolve(false);
    };
    work.then(done, done);
  });
}
