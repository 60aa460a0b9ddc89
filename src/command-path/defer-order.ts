import type { DeferredOrders } from './deferred-orders.js';
import type { ErrorDetail, WireErrorToken } from '../core/errors.js';
import type { Command, Execution } from '../radio/declaration.js';
import { parseOrder, waitingOrder } from '../radio/deferred-order.js';
import type { Origin } from '../ports/origin.js';

/** Limits of deferred orders. */
export interface OrderLimits {
  /** Maximum delay of an order, ms. */
  readonly maxSleep: number;
  /** Maximum number of calls in an order. */
  readonly maxCalls: number;
  /** Maximum number of waiting orders. */
  readonly maxOrders: number;
}

/** Defers the calls of an order that the radio has accepted; returns an error if it exceeds a limit. */
export function deferOrder(
  { params: [text] }: Command,
  origin: Origin,
  { orders, limits }: { readonly orders: DeferredOrders; readonly limits: () => OrderLimits },
): Execution | undefined {
  const { maxSleep, maxCalls, maxOrders } = limits();
  const order = parseOrder(String(text));
  if (order === undefined) return undefined;
  const { delayMs, methods } = order;
  if (delayMs > maxSleep)
    return rejection('INVALID_RANGE', {
      field: 'sleep',
      value: String(delayMs / 1_000),
      allowed: `0 to ${maxSleep / 1_000} s`,
    });
  if (methods.length > maxCalls)
    return rejection('INVALID_RANGE', {
      field: 'api_list',
      value: `${methods.length} calls`,
      allowed: `1 to ${maxCalls} calls`,
    });
  switch (orders.accept(waitingOrder(order), origin)) {
    case 'accepted':
      return undefined;
    case 'full':
      return rejection('BUSY', { reason: `too many deferred orders wait (at most ${maxOrders})` });
    case 'closing':
      return rejection('UNAVAILABLE', { reason: 'closing' });
  }
}

function rejection(token: WireErrorToken, detail: ErrorDetail): Execution {
  return { outcome: { kind: 'error', error: { token, detail } }, effects: [] };
}
