import type { DeferredOrders } from './deferred-orders.js';
import type { ErrorDetail, WireErrorToken } from '../core/errors.js';
import type { Command, Execution } from '../radio/declaration.js';
import { parseOrder } from '../radio/deferred-order.js';
import type { Origin } from '../ports/origin.js';

/** Bounds of one deferred order. */
export interface OrderLimits {
  /** How much later it may be carried out, ms. */
  readonly maxSleep: number;
  /** How many calls it may hold. */
  readonly maxCalls: number;
  /** How many orders may wait at once. */
  readonly maxOrders: number;
}

/** Puts off the calls of an order that the radio has taken; gives an error where a bound forbids it. */
export function putOff(
  { params: [text] }: Command,
  origin: Origin,
  { orders, limits }: { readonly orders: DeferredOrders; readonly limits: () => OrderLimits },
): Execution | undefined {
  const { maxSleep, maxCalls, maxOrders } = limits();
  const order = parseOrder(String(text));
  if (order === undefined) return undefined;
  const { delayMs, methods } = order;
  if (delayMs > maxSleep)
    return refused('INVALID_RANGE', {
      field: 'sleep',
      value: String(delayMs / 1_000),
      allowed: `0 to ${maxSleep / 1_000} s`,
    });
  if (methods.length > maxCalls)
    return refused('INVALID_RANGE', {
      field: 'api_list',
      value: `${methods.length} calls`,
      allowed: `1 to ${maxCalls} calls`,
    });
  switch (orders.take(order, origin)) {
    case 'taken':
      return undefined;
    case 'full':
      return refused('BUSY', { reason: `too many deferred orders wait (at most ${maxOrders})` });
    case 'closing':
      return refused('UNAVAILABLE', { reason: 'closing' });
  }
}

function refused(token: WireErrorToken, detail: ErrorDetail): Execution {
  return { outcome: { kind: 'error', error: { token, detail } }, effects: [] };
}
