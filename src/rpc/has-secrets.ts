import type { Catalogue } from '../radio/catalogue.js';
import { deferredMethod, parseOrder } from '../radio/deferred-order.js';
import type { Call } from './envelope.js';

/**
 * Whether a call, or one of the order that it gives, takes a secret or gives one away. An order that can't be read
 * may hold any, and so may bytes that are no JSON and name such a method.
 */
export function hasSecrets(call: Call, bytes: Uint8Array, methods: Catalogue): boolean {
  if ('invalid' in call && call.parseError === true) return namesSecrets(bytes, methods);
  const { method } = call;
  if (method === undefined) return false;
  if (method !== deferredMethod) return methods.hasSecrets(method);
  const called = 'invalid' in call ? undefined : parseOrder(String(call.params[0]))?.methods;
  return called === undefined || called.some((each) => methods.hasSecrets(each));
}

function namesSecrets(bytes: Uint8Array, methods: Catalogue): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  const names = methods.entries().map(({ declaration }) => declaration.name);
  return names.some((name) => methods.hasSecrets(name) && text.includes(name));
}
