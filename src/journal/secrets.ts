import type { Catalogue } from '../radio/catalogue.js';
import { deferredMethod, parseOrder } from '../radio/deferred-order.js';
import { type Call, isCommand } from '../jsonrpc/envelope.js';
import { maxExamined } from './redact.js';

/**
 * Tests a call, and the calls of a deferred order in it, for secrets in the parameters or the result. Two cases count
 * as secret because they can't be examined: an order that can't be parsed, and an invalid request that contains the
 * name of such a method.
 */
export function hasSecrets(call: Call, bytes: Uint8Array, methods: Catalogue): boolean {
  if (!isCommand(call)) return containsSecretName(bytes, methods);
  if (call.method !== deferredMethod)
    return methods.hasSecrets(call.method) || hasSecretName(call.params, methods);
  const called = parseOrder(String(call.params[0]))?.methods;
  return called === undefined || called.some((each) => methods.hasSecrets(each));
}

/** One parameter is the name of a method with a secret, and another may be its value. */
function hasSecretName(params: readonly unknown[], methods: Catalogue): boolean {
  return params.length > 1 && params.some((each) => typeof each === 'string' && methods.hasSecrets(each));
}

/** A long text counts as one that contains such a name. Names are ASCII, and JSON may escape them: `enc\u005fkey`. */
function containsSecretName(bytes: Uint8Array, methods: Catalogue): boolean {
  if (bytes.length > maxExamined) return true;
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/\\u00([0-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const names = methods.entries().map(({ declaration }) => declaration.name);
  return names.some((name) => methods.hasSecrets(name) && text.includes(name));
}
