import type { Address } from '../net/listen.js';
import type { BlackoutAppearance } from './blackout-appearance.js';
import type { PortFigures } from './connection-stats.js';
import type { Port } from './port.js';
import { type ListenerOptions, TcpListener } from './tcp-listener.js';

/** The members of a port that are those of its one TCP listener. */
export abstract class TcpPort implements Omit<Port<never>, 'configure'> {
  protected readonly listener: TcpListener;

  constructor(options: ListenerOptions) {
    this.listener = new TcpListener(options);
  }

  open(): Promise<Address> {
    return this.listener.open();
  }

  reopen(): Promise<void> {
    return this.listener.reopen();
  }

  enterBlackout(appearance: BlackoutAppearance): void {
    this.listener.enterBlackout(appearance);
  }

  leaveBlackout(): Promise<void> {
    return this.listener.leaveBlackout();
  }

  stop(): Promise<void> {
    return this.listener.stop();
  }

  destroyConnections(): number {
    return this.listener.destroyConnections();
  }

  get connections(): number {
    return this.listener.connections;
  }

  get accepted(): number {
    return this.listener.accepted;
  }

  get seen(): number {
    return this.listener.seen;
  }

  figures(): PortFigures {
    return this.listener.figures();
  }
}
