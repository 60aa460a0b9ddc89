/** The port of a radio that a case is sent to. */
export type EndpointPort = 'http' | 'maintenance';

/** The answer to one request, or the way in which none came. */
export interface Answer {
  /**
   * `answered`: a whole answer. `silent`: none within the time. `refused`: no connection. `cut`: the connection ended
   * before the answer was whole.
   */
  readonly kind: 'answered' | 'silent' | 'refused' | 'cut';
  /** Status of HTTP. */
  readonly status?: number;
  /** The body, or the line; what came of it where it is not whole. */
  readonly text: string;
}

/** A connection whose bytes are sent in pieces. */
export interface EndpointConnection {
  /** Sends a piece, and lets the other end have it. */
  write(piece: Uint8Array): Promise<void>;
  /** Says that nothing follows. */
  end(): void;
  /** Ends it with a RST. */
  reset(): void;
  /** All that came, once the other end has ended it, or after the time for an answer. */
  readonly received: Promise<string>;
}

/** A radio that cases are run against. No method of it rejects: what goes wrong is an answer. */
export interface Endpoint {
  /** Sends a body to the API by POST. */
  post(body: Uint8Array): Promise<Answer>;
  /** Sends a message to the maintenance port, on a connection of its own. Undefined where there is no such port. */
  readonly maintain?: ((message: Uint8Array) => Promise<Answer>) | undefined;
  /** Sends all of these at the same time, each on a connection of its own, by POST. */
  burst(bodies: readonly Uint8Array[]): Promise<readonly Answer[]>;
  /** Opens a connection. */
  connect(port: EndpointPort): Promise<EndpointConnection>;
  /** Lets time pass, ms of the radio's time. */
  pass(ms: number): Promise<void>;
  /** Puts the radio back to its start. Undefined where only the radio itself could do that. */
  readonly reset?: (() => Promise<void>) | undefined;
  /** Ends its connections. */
  close(): void;
}
