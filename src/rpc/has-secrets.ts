import type { Catalogue } from '../radio/catalogue.js';
import type { Command } from '../radio/declaration.js';
import { deferredMethod, parseOrder } from '../radio/deferred-order.js';

/** Whether a command, or one of the order that it gives, takes a secret. An order that can't be read may hold any. */
export function hasSecrets({ method, params: [order] }: Command, methods: Catalogue): boolean {
  if (method !== deferredMethod) return methods.hasSecrets(method);
  const called = parseOrder(String(order))?.methods;
  return called === undefined || called.some((each) => methods.hasSecrets(each));
}
