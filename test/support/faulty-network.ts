import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../src/index.js';
import { type LinkPlan, NetworkDirection, resetSocket } from './network-direction.js';

/** Plans of connections by the order in which they were made. */
export type NetworkPlan = (nth: number) => LinkPlan;

/** One connection through the network: both of its halves, and both of its directions. */
export class NetworkLink {
  /** Towards the client. */
  readonly near: Socket;
  /** Towards the radio. */
  readonly far: Socket;
  readonly up: NetworkDirection;
  readonly down: NetworkDirection;
  /** The port from which the radio sees the connection come. */
  farPort = 0;

  constructor(near: Socket, far: Socket, { up = {}, down = {}, acceptDelay }: LinkPlan, clock: Clock) {
    this.near = near;
    this.far = far;
    far.once('connect', () => (this.farPort = far.localPort ?? 0));
    const reset = () => this.reset();
    this.up = new NetworkDirection(near, far, up, { clock, reset });
    this.down = new NetworkDirection(far, near, down, { clock, reset });
    if (acceptDelay !== undefined) this.up.holdFor(acceptDelay);
    this.up.begin();
    this.down.begin();
  }

  /** Both ends see a RST. */
  reset(): void {
    this.up.stop();
    this.down.stop();
    for (const socket of [this.near, this.far]) resetSocket(socket);
  }

  /** True while one of its halves is open. */
  get isOpen(): boolean {
    return !this.near.closed || !this.far.closed;
  }
}

/**
 * A TCP proxy between clients and a radio that treats each connection by its plan: late, slow, in pieces, cut, half
 * lost, silent. Connections overtake each other where their delays differ. Delays run on the given clock.
 */
export class FaultyNetwork {
  readonly links: NetworkLink[] = [];
  readonly #server: Server;

  private constructor(target: number, plan: NetworkPlan, clock: Clock) {
    const options = { allowHalfOpen: true, noDelay: true };
    this.#server = createServer(options, (near) => {
      const far = connect({ host: '127.0.0.1', port: target, ...options });
      this.links.push(new NetworkLink(near, far, plan(this.links.length), clock));
    });
  }

  /** Listens in front of a port of the loopback; it is closed when the test has finished. */
  static async before(
    target: number,
    plan: NetworkPlan = () => ({}),
    clock: Clock = systemClock(),
  ): Promise<FaultyNetwork> {
    const network = new FaultyNetwork(target, plan, clock);
    network.#server.listen(0, '127.0.0.1');
    await once(network.#server, 'listening');
    return network;
  }

  /** The port that clients connect to. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Cuts every connection and listens no more. */
  async close(): Promise<void> {
    const ended = this.links.filter(({ isOpen }) => isOpen).map((link) => gone(link));
    for (const link of this.links) link.reset();
    const closed = this.#server.listening ? once(this.#server, 'close') : undefined;
    this.#server.close();
    await Promise.all([closed, ...ended]);
  }
}

async function gone({ near, far }: NetworkLink): Promise<void> {
  for (const socket of [near, far])
    if (!socket.closed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
}

/** As {@link FaultyNetwork.before}, closed when the test has finished. */
export async function faultyNetwork(
  target: number,
  plan?: NetworkPlan,
  clock?: Clock,
): Promise<FaultyNetwork> {
  const network = await FaultyNetwork.before(target, plan, clock);
  onTestFinished(() => network.close());
  return network;
}
