import type { Json } from '../core/json.js';
import type { RandomStream } from '../core/random.js';
import type { ReplyElement, ReplyError } from '../jsonrpc/reply-format.js';
import type { ConnectionFate, Delivery } from '../ports/delivery.js';
import type { PortName } from '../ports/registry.js';

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
