import type { Clock } from '../core/time/clock.js';
import type { PortAddresses } from '../simulator/port-addresses.js';

/** The radio of one case, for the function that drives a client. */
export interface FuzzedRadio {
  /** The API over HTTP: `http://127.0.0.1:40123/streamscape_api`. */
  readonly url: string;
  /** Addresses of all ports that are on, by their names. */
  readonly addresses: PortAddresses;
  /** The radio's time. With `clock: 'virtual'` a client must take its timeouts from it, and then waits take no time. */
  readonly clock: Clock;
  /** Aborts when the case has ended: a client that still runs then should stop. */
  readonly signal: AbortSignal;
  /**
   * Says what the client has read from the radio, or has written with success: `report('freq', '2490')`. Call it once
   * for each reading; the radio's `["2490"]` may be reported as `['2490']`, `'2490'` or `2490`.
   */
  report(method: string, value: unknown): void;
}

/** Drives a client against one radio, and ends when the client has done its work. */
export type ClientDriver = (radio: FuzzedRadio) => unknown;

/** A class of errors. */
export type ErrorClass = abstract new (...args: never[]) => unknown;
