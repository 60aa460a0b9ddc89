/** Outcome of a call in the words of the journal, and what is wrong with the reply, if anything is. */
interface ReplyOutcome {
  /** `ok`, or the message of the error: `BUSY`. */
  readonly outcome: string;
  readonly error?: string;
}

/** The outcome that a reply to the request with this id has; undefined for a text that is no reply of JSON-RPC. */
export function replyOutcome(text: string, id: number): ReplyOutcome | undefined {
  const reply = parsed(text);
  if (typeof reply !== 'object' || reply === null) return undefined;
  const outcome = 'result' in reply ? 'ok' : 'error' in reply ? messageOf(reply.error) : undefined;
  if (outcome === undefined) return undefined;
  const found: unknown = 'id' in reply ? reply.id : undefined;
  if (found === id) return { outcome };
  return { outcome, error: `the id of the reply is ${JSON.stringify(found)}, not ${id}` };
}

/** With the setting `reply.errors: string` an error is its message alone. */
function messageOf(error: unknown): string | undefined {
  if (typeof error === 'string') return error;
  const message: unknown =
    typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
  return typeof message === 'string' ? message : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
