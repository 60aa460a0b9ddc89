import type { RandomStream } from '../core/random.js';
import type { BuiltInFault } from '../faults/fault.js';
import type { PageName } from '../ports/request-sink.js';
import type { PortName } from '../ports/registry.js';
import type { BendName, ChaosStage } from './levels.js';

/** An exchange as bends see it, before it is executed. */
export interface BendSubject {
  readonly port: PortName;
  /** Undefined for the API. */
  readonly page: PageName | undefined;
  readonly stage: ChaosStage;
  readonly isBatch: boolean;
  /** True while clients must log in. */
  readonly isLoginOn: boolean;
}

/** Effect of a bend on one exchange, connection or datagram. */
export interface BendHooks extends BuiltInFault {
  /** Changes the bytes of a datagram. */
  datagram?(payload: Uint8Array, draw: RandomStream): Uint8Array;
  /** Length of the blackout that begins once the reply is given to the connection, ms of the radio's clock. */
  readonly blackoutMs?: number;
}

/** One way in which chaos bends what a radio sends. */
export interface Bend<Name extends BendName = BendName> {
  readonly name: Name;
  /** Its effect as a client sees it, in one line. */
  readonly summary: string;
  /** The stages at which it acts. */
  readonly stages: readonly ChaosStage[];
  /** True if it begins a blackout: it is of the stage `blackout`, though it acts on a read or a write. */
  readonly beginsBlackout?: true;
  /** False for an exchange that it can't act on. It depends on the subject alone. Default: it acts on all. */
  fits?(subject: BendSubject): boolean;
  /** Draws what it does. */
  hooks(draw: RandomStream, subject: BendSubject): BendHooks;
}

/** Stages of requests. */
export const requestStages: readonly ChaosStage[] = ['login', 'read', 'write', 'blackout'];

/** Stages of requests with replies that are JSON. */
export const callStages: readonly ChaosStage[] = ['read', 'write', 'blackout'];

/** True for a call of the API. */
export const isCall = ({ page }: BendSubject) => page === undefined;

/** True for replies that are JSON. */
export const isJson = ({ page }: BendSubject) => page === undefined || page === 'broadcast';

/** True where the reply has HTTP headers. */
export const isHttp = ({ port }: BendSubject) => port === 'http' || port === 'https';

/** A whole number from `min` to `max`. */
export function wholeBetween(draw: RandomStream, min: number, max: number): number {
  return Math.floor(draw.between(min, max + 1));
}

/** A number from `min` to `max`, small ones as often as large ones. */
export function spread(draw: RandomStream, min: number, max: number): number {
  return Math.round(min * (max / min) ** draw.real());
}

/** One of the values. */
export function pick<T>(draw: RandomStream, first: T, ...others: readonly T[]): T {
  const all = [first, ...others];
  return all[wholeBetween(draw, 0, others.length)] ?? first;
}

/** The values in another order; never in the same if there are two or more that differ. */
export function shuffled<T>(draw: RandomStream, values: readonly T[]): readonly T[] {
  const left = [...values];
  const result: T[] = [];
  while (left.length > 0) result.push(...left.splice(wholeBetween(draw, 0, left.length - 1), 1));
  const isSame = result.every((value, index) => value === values[index]);
  return isSame ? [...values.slice(1), ...values.slice(0, 1)] : result;
}
