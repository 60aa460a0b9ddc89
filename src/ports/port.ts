import type { Clock } from '../core/time/clock.js';
import type { Delays } from '../core/time/delays.js';
import type { Address } from '../net/listen.js';
import type { BlackoutAppearance } from './blackout-appearance.js';
import type { PortFigures } from './connection-stats.js';
import type { ConnectionFate } from './delivery.js';
import type { EndReason } from './end-reason.js';
import type { GpsReceiver } from './gpsd/gps-receiver.js';
import type { RefusalReason } from './refusal-reason.js';
import type { RequestOrigin, SessionKeeper } from './request-origin.js';
import type { PageSink, RequestSink } from './request-sink.js';
import type { TlsPair } from './http/tls-sockets.js';

/** A port of the radio. */
export interface Port<Settings> {
  /** Opens the port. Rejects with `PORT_UNAVAILABLE`. */
  open(): Promise<Address>;
  /** Opens a port again that was lost; nothing where it is open or stopping. Rejects with `PORT_UNAVAILABLE`. */
  reopen(): Promise<void>;
  /** Changes limits and timeouts for new connections and requests; open connections stay. */
  readonly configure: (settings: Settings) => void;
  /** Closes all connections; a reply that is ready still gets out. */
  enterBlackout(appearance: BlackoutAppearance): void;
  /** Resolves when the port is open. Rejects with `PORT_UNAVAILABLE` if another process has taken it. */
  leaveBlackout(): Promise<void>;
  /** Accepts no more connections, ends those without a complete request; resolves when all are closed. */
  stop(): Promise<void>;
  /** Destroys the connections that are left; gives the number of those with output that was not delivered. */
  destroyConnections(): number;
  /** Number of open connections. */
  readonly connections: number;
  /** Connections that were accepted since the start. */
  readonly accepted: number;
  /** Connections that came since the start, the refused ones included. */
  readonly seen: number;
  figures(): PortFigures;
}

/** Events of one port. */
export interface PortListener {
  /** A connection was accepted and closed at once. */
  readonly onRefused: (reason: RefusalReason, peer: string) => void;
  /** An admitted connection has ended. */
  readonly onEnded: (reason: EndReason, peer: string) => void;
  /** The port stopped listening by itself. */
  readonly onLost: (error: unknown) => void;
  /** Bytes were discarded that came after the one message of a connection. */
  readonly onDiscarded: (bytes: number) => void;
}

/** Events of ports, each with the port's name. */
export interface PortsListener<Name extends string> {
  readonly onRefused: (port: Name, reason: RefusalReason, peer: string) => void;
  readonly onEnded: (port: Name, reason: EndReason, peer: string) => void;
  readonly onLost: (port: Name, error: unknown) => void;
  readonly onDiscarded: (port: Name, bytes: number) => void;
}

/** Parts that the ports of one radio share. */
export interface PortsContext<Name extends string> {
  readonly sink: RequestSink<Name>;
  /** Receiver of requests for the pages of the HTTP port. */
  readonly pages: PageSink<Name>;
  /** The radio's GPS receiver. */
  readonly gps: GpsReceiver;
  /** Sessions of logins; undefined while login is off. */
  readonly sessions?: SessionKeeper | undefined;
  /** The certificate in force, with its key. */
  readonly tlsPair: () => TlsPair;
  /** Waits that faults ask for. */
  readonly delays: Delays;
  /** Real time: a client's slowness does not obey the simulation. */
  readonly socketClock: Clock;
  /** Effect of faults on a new connection. */
  readonly fateOf: (origin: RequestOrigin<Name>) => ConnectionFate | undefined;
  readonly listener: PortsListener<Name>;
}

/** Parts of one port, beside its settings. */
export interface PortContext<Name extends string> extends Pick<
  PortsContext<Name>,
  'sink' | 'pages' | 'sessions' | 'gps' | 'delays' | 'socketClock' | 'tlsPair'
> {
  readonly name: Name;
  /** Effect of faults on a new connection of this peer. */
  readonly fateOf: (peer: string) => ConnectionFate | undefined;
  readonly listener: PortListener;
}
