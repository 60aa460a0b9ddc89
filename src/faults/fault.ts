import type { Json } from '../core/json.js';
import type { RandomStream } from '../core/random.js';
import type { GivenReply, ReplyElement } from '../jsonrpc/reply-format.js';
import type { ConnectionFate, Delivery } from '../ports/delivery.js';
import type { PortName } from '../ports/registry.js';
import type { ReportDelivery } from './report-delivery.js';

/** The command that a fault is applied to. */
export interface FaultSubject {
  readonly method: string;
  /** `read` for a call without parameters, unless the method only writes or acts, and for a read with parameters. */
  readonly access: 'read' | 'write';
  readonly params: readonly unknown[];
  readonly port: PortName;
  /** Address and port of the peer. */
  readonly peer: string;
}

/**
 * A simulated fault. Each hook is called where the fault applies. If it throws, the error is logged and the exchange
 * continues without the fault. The arguments of hooks are frozen.
 */
export interface Fault {
  /** Replies instead of the radio: the command is not executed. */
  answer?(subject: FaultSubject, draw: RandomStream): GivenReply | undefined;
  /** Changes one reply. */
  alter?(element: ReplyElement, subject: FaultSubject, draw: RandomStream): ReplyElement;
  /** Changes the delivery of the whole reply. */
  deliver?(delivery: Delivery, draw: RandomStream): Delivery;
  /** Changes the delivery of a datagram with reports by UDP. */
  report?(delivery: ReportDelivery, draw: RandomStream): ReportDelivery;
  /** Decides the fate of a new connection. */
  connect?(draw: RandomStream): ConnectionFate | undefined;
}

/** A fault of a kind. Its hooks get no copies: they change nothing in place. */
export interface BuiltInFault extends Fault {
  /** Blocks of a text that is sent instead of the reply. */
  replace?(text: string, draw: RandomStream): Iterable<string>;
}

/** The parts of a radio that a fault can read when it is added. */
export interface FaultContext {
  /** Current results of all methods that can be read without parameters, by method. */
  readonly readAll: () => ReadonlyMap<string, Json>;
}
