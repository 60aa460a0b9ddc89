import { connection } from '../simulator/connection.js';
import { ApiError } from './api-error.js';
import { authorization, baseUrl } from './client.js';

/** Media types of the bodies that {@link send} sends. */
type BodyType = 'application/json' | 'application/yaml';

/**
 * Sends a body whose form is not known before it is typed: a fault, a scenario. Resolves to the reply, which is not
 * checked. Rejects with {@link ApiError}, or with what `fetch` rejects with.
 */
export async function send(
  method: 'POST' | 'PUT',
  path: string,
  type: BodyType,
  body: string,
): Promise<unknown> {
  const response = await reached(
    fetch(`${baseUrl}${path}`, { method, body, headers: { 'Content-Type': type, ...authorization() } }),
  );
  connection.answered(response);
  const reply: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiError(response.status, reply);
  return reply;
}

async function reached(reply: Promise<Response>): Promise<Response> {
  try {
    return await reply;
  } catch (error) {
    connection.lost();
    throw error;
  }
}
