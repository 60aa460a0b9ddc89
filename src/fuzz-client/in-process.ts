import { type Clock, systemClock } from '../core/time/clock.js';
import { formatDuration } from '../core/time/duration.js';
import { isError } from '../core/realm.js';
import { excerpt, valueExcerpt } from '../core/text.js';
import type { SilvusMock } from '../library/silvus-mock.js';
import { CaseRadio } from './case-radio.js';
import type { ClientDriver } from './driver.js';
import type { CaseChaos, CaseResult, CaseRunner, ClientFailure } from './finding.js';
import { SelfMovingClock } from './self-moving-clock.js';

/** Options of clients in this process. */
interface InProcessOptions {
  readonly run: ClientDriver;
  /** True for an error that the client throws by design. */
  readonly isOwnError: (error: unknown) => boolean;
  /** Longest time of a case, ms of its clock. */
  readonly timeout: number;
  readonly maxRequests: number;
  readonly isVirtual: boolean;
  /** Makes the radio of a case; nothing listens yet. */
  readonly radioOf: (chaos: CaseChaos | undefined, clock: Clock) => SilvusMock;
}

/** End of a client. */
type Ended = { readonly kind: 'done' } | { readonly kind: 'threw'; readonly error: unknown };

/** Real ms in which a client may stop once its case is over. */
const stopGrace = 100;

/** Runs the client in this process, each case with a radio of its own. */
export class InProcessRunner implements CaseRunner {
  readonly #options: InProcessOptions;

  constructor(options: InProcessOptions) {
    this.#options = options;
  }

  async run(chaos: CaseChaos | undefined): Promise<CaseResult> {
    const { radioOf, maxRequests, isVirtual } = this.#options;
    const moving = isVirtual ? new SelfMovingClock() : undefined;
    const clock = moving?.clock ?? systemClock();
    const radio = await CaseRadio.start(radioOf(chaos, clock), maxRequests);
    const end = new AbortController();
    const run = new ClientRun(radio, clock, end.signal, this.#options);
    try {
      const failure = await this.#failureOf(run, radio, moving, chaos === undefined);
      return { ...radio.notes, failure };
    } finally {
      end.abort();
      await radio.close();
      await run.stopped(stopGrace);
    }
  }

  async #failureOf(
    run: ClientRun,
    radio: CaseRadio,
    moving: SelfMovingClock | undefined,
    isCalm: boolean,
  ): Promise<ClientFailure | undefined> {
    const { timeout, maxRequests, isOwnError } = this.#options;
    const hang = await (moving === undefined
      ? run.endOrHang(radio, timeout, maxRequests)
      : hangInVirtualTime(run, radio, moving, timeout, maxRequests));
    if (run.falseReport !== undefined) return { kind: 'value', detail: run.falseReport };
    if (hang !== undefined) return { kind: 'hang', detail: hang };
    const { ended } = run;
    if (ended?.kind === 'threw' && (isCalm || !isOwnError(ended.error)))
      return { kind: 'error', detail: `it failed with ${nameOf(ended.error)}` };
    return undefined;
  }
}

/** One run of the client. */
class ClientRun {
  ended: Ended | undefined;
  /** The first report that the radio did not say. */
  falseReport: string | undefined;
  readonly #promise: Promise<void>;

  constructor(radio: CaseRadio, clock: Clock, signal: AbortSignal, { run }: InProcessOptions) {
    const { addresses, http } = radio.mock;
    const report = (method: string, value: unknown) => {
      if (!signal.aborted) this.falseReport ??= radio.said.judge(method, value);
    };
    const drive = async () => {
      await run({ url: http.url, addresses, clock, signal, report });
    };
    this.#promise = drive().then(
      () => {
        this.ended = { kind: 'done' };
      },
      (error: unknown) => {
        this.ended = { kind: 'threw', error };
      },
    );
  }

  /** Waits for the client in real time. Returns what it did instead of ending; undefined if it ended. */
  async endOrHang(radio: CaseRadio, timeout: number, maxRequests: number): Promise<string | undefined> {
    return new Promise((resolve) => {
      const timer = systemClock().setTimeout(() => resolve(lateText(timeout)), timeout);
      const settle = (detail: string | undefined) => {
        timer.cancel();
        resolve(detail);
      };
      void this.#promise.then(() => settle(undefined));
      void radio.overrun.then(() => settle(overrunText(maxRequests)));
    });
  }

  /** Resolves when the client has stopped, or after some ms. */
  async stopped(ms: number): Promise<void> {
    if (this.ended !== undefined) return;
    const given = new AbortController();
    await Promise.race([this.#promise, systemClock().sleep(ms, given.signal)]);
    given.abort();
  }
}

async function hangInVirtualTime(
  run: ClientRun,
  radio: CaseRadio,
  moving: SelfMovingClock,
  timeout: number,
  maxRequests: number,
): Promise<string | undefined> {
  const standstill = await moving.run(
    () => run.ended !== undefined || radio.isOverrun,
    () => radio.activity,
    timeout,
  );
  if (run.ended !== undefined) return undefined;
  if (radio.isOverrun) return overrunText(maxRequests);
  return standstill === 'nothing falls due' ? 'it waits for ever: nothing falls due' : lateText(timeout);
}

/** The end of a client that had not ended in time. */
export function lateText(timeout: number): string {
  return `it had not ended after ${formatDuration(timeout)}`;
}

/** The end of a client that sent too many requests. */
export function overrunText(maxRequests: number): string {
  return `it had sent more than ${maxRequests} requests, and had not ended`;
}

/** Class, message and cause. Most classes of errors leave the name as it is. */
function nameOf(error: unknown): string {
  if (!isError(error)) return valueExcerpt(error);
  const name = error.name === 'Error' ? error.constructor.name : error.name;
  const cause = isError(error.cause) ? ` (cause: ${excerpt(error.cause.message)})` : '';
  return `${name}: ${excerpt(error.message)}${cause}`;
}
