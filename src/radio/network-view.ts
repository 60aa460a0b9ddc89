/** One direction of a link between two neighbours. */
export interface LinkView {
  readonly from: number;
  readonly to: number;
  /** At the receiver, dB. */
  readonly snr: number;
  /** Undefined where nothing was sent yet. */
  readonly mcs: number | undefined;
  /** Rate of data that arrives, Mb/s. */
  readonly throughput: number;
}

/** One direction of a link as a visitor sees it: the next call may have the same object with other values. */
export interface MapLinkView {
  readonly from: number;
  readonly to: number;
  /** At the receiver, dB. */
  readonly snr: number;
  /** Undefined where nothing was sent yet. */
  readonly mcs: number | undefined;
  /** At each of the receiver's four antennas, dBm; one that is off has the noise alone. */
  signals(): ArrayLike<number>;
}

/** A node of the network as its map shows it. */
export interface NodeView {
  readonly id: number;
  readonly name: string;
  /** MHz, as texts. */
  readonly freq: string;
  readonly bw: string;
  /** Noise and interference in its channel, dBm. */
  readonly noise: number;
}

/** Time of flight to a neighbour. */
export interface FlightView {
  readonly node: number;
  /** Ticks of 100 ns. */
  readonly ticks: number;
  /** Time since the last traffic to it, ms. */
  readonly age: number;
}

/** A neighbour as a radio hears it. */
export interface HeardView {
  readonly node: number;
  /** dB. */
  readonly snr: number;
  /** Noise and interference in the radio's channel, dBm. */
  readonly noise: number;
  /** At each of the radio's four antennas, dBm; one that is off has the noise alone. */
  readonly signals: readonly number[];
}

/** Where a node is: degrees, and metres above sea level. */
export interface PositionView {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude: number;
}

/** The network around one radio, as it is at the moment of the call. */
export interface NetworkView {
  /** Where its own node is now; undefined where the GPS receiver has a position of its own. */
  position(): PositionView | undefined;
  /** Other nodes to which a route exists, in ascending order. */
  reachable(): readonly number[];
  /** The same with their addresses. */
  addresses(): readonly { readonly id: number; readonly address: string }[];
  /** Itself, and each node that is reachable; undefined for others. */
  node(id: number): NodeView | undefined;
  /** Itself first, then the nodes that are reachable. */
  nodes(): readonly NodeView[];
  /** Visits both directions of all links among itself and the nodes that are reachable, by sender and receiver. */
  visitLinks(visitor: (link: MapLinkView) => void): void;
  /** One direction of a link between two nodes; undefined without a link. */
  link(from: number, to: number): LinkView | undefined;
  /** Signal at each of the receiver's four antennas, dBm; one that is off has the noise alone. Empty without a link. */
  signals(from: number, to: number): readonly number[];
  /** The nodes on the route to a node, itself first; undefined without a route. */
  route(to: number): readonly number[] | undefined;
  /** The link with the lowest SNR on the route to a node; undefined without a route, and for itself. */
  weakest(to: number): Pick<LinkView, 'from' | 'to' | 'snr'> | undefined;
  /** Times of flight of its neighbours, in ascending order of their IDs. */
  flights(): readonly FlightView[];
  /** The neighbours from which something came in the last `maxAge` ms. */
  heard(maxAge: number): readonly HeardView[];
  /** Interference above the noise at its own antennas, dB. */
  interference(): number;
  /** Sends traffic to a neighbour, as a measurement of throughput does. */
  send(to: number): void;
}
