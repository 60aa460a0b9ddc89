import type { RadioClient } from '../client/radio-client.js';
import { isAlive } from '../target/radio-identity.js';
import type { WaitTarget } from './wait-target.js';

/** Error messages of a radio that does not accept commands yet. */
const temporary = new Set(['UNAVAILABLE', 'BUSY']);

const request = '{"jsonrpc":"2.0","method":"nodeid","id":1}';

/** Error message of a radio that knows no session of the client. */
const noSession = 'Authentication error';

/**
 * Asks a radio with `nodeid` whether it takes commands.
 * @returns the reason why not; undefined if it does
 */
export async function problemOfRadio(
  { expected }: Extract<WaitTarget, { readonly kind: 'radio' }>,
  client: RadioClient,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (expected !== undefined && !isAlive(expected.pid))
    return `${expected.file}: its process, pid ${expected.pid}, has ended`;
  const problem = problemIn(await client.send(request, signal), client.logsIn);
  // The radio has begun anew since.
  if (problem === noSession) client.forgetLogin();
  return problem;
}

/**
 * The reason why a reply does not come from a working radio; undefined if it does.
 * @param logsIn true where a session is expected to be valid; to refuse who has none is what a working radio does
 */
function problemIn(text: string, logsIn: boolean): string | undefined {
  const reply: unknown = parsed(text);
  if (typeof reply !== 'object' || reply === null || !('jsonrpc' in reply))
    return 'the reply is not JSON-RPC';
  const error: unknown = 'error' in reply ? reply.error : undefined;
  const message: unknown =
    typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  if (typeof message !== 'string') return undefined;
  return temporary.has(message) || (logsIn && message === noSession) ? message : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
