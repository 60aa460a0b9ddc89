import type { Origin } from '../../ports/origin.js';
import type { PortName } from '../../ports/registry.js';
import type { PageName, PageSink, SinkReply } from '../../ports/request-sink.js';
import { Broadcast, type BroadcastOptions } from './broadcast.js';
import { NodePositions } from './node-positions.js';
import { pageError } from './page-reply.js';

/** The pages that one radio serves beside its API. */
export class Pages implements PageSink<PortName> {
  readonly #options: BroadcastOptions;
  readonly #broadcast: Broadcast;
  readonly #positions = new NodePositions();

  constructor(options: BroadcastOptions) {
    this.#options = options;
    this.#broadcast = new Broadcast(options);
  }

  /** Forgets what pages have saved: after `zeroize`, and when the simulator puts the radio back to its start. */
  clear(): void {
    this.#positions.clear();
  }

  handle(
    page: PageName,
    bytes: Uint8Array,
    origin: Origin,
    disconnected: AbortSignal,
  ): SinkReply | Promise<SinkReply> {
    switch (page) {
      case 'broadcast':
        return this.#broadcast.handle(bytes, origin, disconnected);
      case 'positions':
        return this.#positionsReply(bytes);
    }
  }

  #positionsReply(bytes: Uint8Array): SinkReply {
    const outage = this.#options.outageError();
    return outage === undefined ? this.#positions.handle(bytes) : pageError(outage.token, true);
  }
}
