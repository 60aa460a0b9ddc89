import type { Json } from '../core/json.js';
import type { RandomStream } from '../core/random.js';
import type { PortName, RequestId } from '../worker/job.js';

export type { Json };

/** What a fault may know of the command that it acts on. */
export interface FaultSubject {
  readonly method: string;
  /** A call without parameters reads, unless the method only writes or acts; one that asks about something reads too. */
  readonly access: 'read' | 'write';
  readonly params: readonly unknown[];
  readonly port: PortName;
  /** Address and port of the peer. */
  readonly peer: string;
}

/** An error as it stands in a reply. */
export interface ReplyError {
  readonly code: number;
  readonly message: string;
  readonly data?: Json;
}

/** One reply, before it is text. */
export type ReplyElement =
  { readonly id: RequestId; readonly result: Json } | { readonly id: RequestId; readonly error: ReplyError };

/** How a reply reaches the client. */
export interface Delivery {
  /** The reply's line, without a newline; undefined where nothing is said. */
  readonly text: string | undefined;
  /** Wait before anything is sent, ms of the simulator's clock. */
  readonly delayMs: number;
  /** How many bytes are sent under the full Content-Length before the ending; undefined for all. */
  readonly cutAt?: number;
  /** Send this many bytes at a time, so long apart (ms of the simulator's clock). */
  readonly drip?: { readonly bytes: number; readonly intervalMs: number };
  /** HTTP: chunked transfer coding, so many bytes a chunk. */
  readonly chunkBytes?: number;
  /** How often the whole reply is sent. */
  readonly copies: number;
  /** What becomes of the connection: as without a fault, closed, closed with a RST, or left without an answer. */
  readonly ending: 'keep' | 'close' | 'reset' | 'silence';
}

/** What may befall a connection when it comes in: closed at once, or read from and never answered. */
export type ConnectionFate = 'drop' | 'mute';

/**
 * A fault. Each hook is called where the fault applies; what it throws is logged, and the exchange goes on as if
 * the fault were not there. What a hook is handed is frozen.
 */
export interface Fault {
  /** Answers instead of the radio: the command is not carried out. */
  answer?(subject: FaultSubject, draw: RandomStream): ReplyError | undefined;
  /** Changes one reply. */
  alter?(element: ReplyElement, subject: FaultSubject, draw: RandomStream): ReplyElement;
  /** Changes how the whole reply reaches the client. */
  deliver?(delivery: Delivery, draw: RandomStream): Delivery;
  /** Decides on a connection that comes in. */
  connect?(draw: RandomStream): ConnectionFate | undefined;
}

/** What a kind of fault may ask of the radio when one is added. */
export interface FaultContext {
  /** What a read of each method that can be read would answer now, by method. */
  readonly readAll: () => ReadonlyMap<string, Json>;
}
