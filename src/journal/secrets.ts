import type { Catalogue } from '../radio/catalogue.js';
import { deferredMethod, parseOrder } from '../radio/deferred-order.js';
import { type Call, isCommand } from '../jsonrpc/envelope.js';

/**
 * Whether a call, or one of the order that it gives, takes a secret or gives one away. An order that can't be read
 * may hold any, and so may a request that is none and names such a method.
 */
export function hasSecrets(call: Call, bytes: Uint8Array, methods: Catalogue): boolean {
  if (!isCommand(call)) return namesSecrets(bytes, methods);
  if (call.method !== deferredMethod)
    return methods.hasSecrets(call.method) || namesOne(call.params, methods);
  const called = parseOrder(String(call.params[0]))?.methods;
  return called === undefined || called.some((each) => methods.hasSecrets(each));
}

/** Whether a parameter is the name of a method with a secret, and another may be its value. */
function namesOne(params: readonly unknown[], methods: Catalogue): boolean {
  return params.length > 1 && params.some((each) => typeof each === 'string' && methods.hasSecrets(each));
}

/** Names are ASCII, and may be written with escapes: `enc\u005fkey`. */
function namesSecrets(bytes: Uint8Array, methods: Catalogue): boolean {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/\\u00([0-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const names = methods.entries().map(({ declaration }) => declaration.name);
  return names.some((name) => methods.hasSecrets(name) && text.includes(name));
}
