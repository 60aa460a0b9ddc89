import type { Address } from '../net/listen.js';
import type { DarkFace } from './tcp-listener.js';
import type { PortFigures } from './connection-stats.js';

/** A port of the radio, as the lifecycle object drives it. */
export interface Front {
  /** Opens the port. Rejects with `PORT_UNAVAILABLE`. */
  listen(): Promise<Address>;
  /** Opens a port again that was lost; nothing where it is open or to be closed. Rejects with `PORT_UNAVAILABLE`. */
  reopen(): Promise<void>;
  /** Goes dark: destroys all connections, but lets a reply that is ready get out. */
  darken(face: DarkFace): void;
  /** Comes back; resolves when the port is open. Rejects with `PORT_UNAVAILABLE` if another has taken it. */
  lighten(): Promise<void>;
  /** Takes no more connections, drops those without a complete request; resolves when all are closed. */
  stop(): Promise<void>;
  /** Destroys what is left; says on how many connections a request was cut. */
  force(): number;
  /** The present figures. */
  figures(): PortFigures;
}
