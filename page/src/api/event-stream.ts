import { EventSourceParserStream } from 'eventsource-parser/stream';
import { connection } from '../simulator/connection.js';
import { ApiError, messageOf } from './api-error.js';
import { authorization, baseUrl } from './client.js';
import { shown } from './shown.js';

/** Delays before the next attempts, ms; the last one is repeated. */
const retryDelays = [500, 1_000, 2_000, 5_000];

/** Called for what happens on a stream. */
export interface StreamListener {
  /** The stream is open: also after it was lost, when what came meanwhile is missing. */
  readonly onOpen: () => void;
  /** @param data parsed JSON, not checked yet */
  readonly onEvent: (name: string, data: unknown) => void;
  /** The stream is closed and will be opened again, or was refused for good (`isFinal`), with the HTTP status if so. */
  readonly onClosed?: (message: string, isFinal: boolean, status?: number) => void;
}

/**
 * Follows server-sent events until the signal aborts, and reopens a stream that ends. `EventSource` can't be used: it
 * sends no `Authorization`. While the page is hidden the stream is closed: a browser has six connections to a server,
 * for all its tabs together.
 */
export async function follow(
  path: string,
  query: Readonly<Record<string, string>>,
  listener: StreamListener,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; await shown(signal); attempt += 1) {
    const ended = await once(path, query, signal, {
      ...listener,
      onOpen: () => {
        attempt = 0;
        listener.onOpen();
      },
    });
    if (ended === undefined) return;
    listener.onClosed?.(ended.message, ended.isFinal, ended.status);
    if (ended.isFinal) return;
    if (!document.hidden) await delay(retryDelays[Math.min(attempt, retryDelays.length - 1)] ?? 0, signal);
  }
}

/** One stream from its request to its end. Undefined: the signal has aborted. */
async function once(
  path: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
  { onOpen, onEvent }: StreamListener,
): Promise<{ message: string; isFinal: boolean; status?: number } | undefined> {
  const hidden = new AbortController();
  const onHidden = () => {
    if (document.hidden) hidden.abort();
  };
  document.addEventListener('visibilitychange', onHidden);
  try {
    const search = new URLSearchParams(query).toString();
    const response = await fetch(`${baseUrl}${path}${search === '' ? '' : `?${search}`}`, {
      headers: { Accept: 'text/event-stream', ...authorization() },
      signal: AbortSignal.any([signal, hidden.signal]),
    });
    connection.answered(response);
    if (!response.ok || response.body === null) {
      const error = new ApiError(response.status, await response.json().catch(() => undefined));
      return { message: error.message, isFinal: response.status < 500, status: response.status };
    }
    onOpen();
    const events = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream());
    const reader = events.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read())
      onEvent(part.value.event ?? 'message', JSON.parse(part.value.data));
    return { message: 'the simulator has ended the stream', isFinal: false };
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!hidden.signal.aborted) connection.lost();
    return { message: messageOf(error), isFinal: false };
  } finally {
    document.removeEventListener('visibilitychange', onHidden);
  }
}

/** Resolves after `ms`, or when the signal aborts. */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}
