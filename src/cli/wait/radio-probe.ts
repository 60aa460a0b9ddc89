import { send } from '../client/radio-client.js';
import { isAlive } from '../target/radio-identity.js';
import type { WaitTarget } from './wait-target.js';

/** Error messages of a radio that does not accept commands yet. */
const temporary = new Set(['UNAVAILABLE', 'BUSY']);

/**
 * Asks a radio with `nodeid` whether it takes commands.
 * @returns the reason why not; undefined if it does
 */
export async function problemOfRadio(
  { url, expected }: Extract<WaitTarget, { readonly kind: 'radio' }>,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (expected !== undefined && !isAlive(expected.pid))
    return `${expected.file}: its process, pid ${expected.pid}, has ended`;
  return problemIn(await send(url, '{"jsonrpc":"2.0","method":"nodeid","id":1}', signal));
}

/** The reason why a reply does not come from a working radio; undefined if it does. */
function problemIn(text: string): string | undefined {
  const reply: unknown = parsed(text);
  if (typeof reply !== 'object' || reply === null || !('jsonrpc' in reply))
    return 'the reply is not JSON-RPC';
  const error: unknown = 'error' in reply ? reply.error : undefined;
  const message: unknown =
    typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return typeof message === 'string' && temporary.has(message) ? message : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
