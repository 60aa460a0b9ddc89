import { type AccessLevel, isAtLeast } from '../../core/access-level.js';
import type { Chaos, ChosenCase } from '../../chaos/chaos.js';
import { isPromise } from '../../core/realm.js';
import { deliverChosen } from '../../faults/deliver-chosen.js';
import type { ChaosCase } from '../../journal/exchange.js';
import type { Login } from '../../login/login.js';
import type { Origin } from '../../ports/origin.js';
import type { PortName } from '../../ports/registry.js';
import type { PageName, PageSink, SinkReply } from '../../ports/request-sink.js';
import { Broadcast, type BroadcastOptions } from './broadcast.js';
import { loginReply } from './login-page.js';
import { NodePositions } from './node-positions.js';
import { chosenFor } from './page-chaos.js';
import { pageError } from './page-reply.js';

/** Parts of one radio that its pages use. */
interface PagesOptions extends BroadcastOptions {
  /** Undefined while login is off. */
  readonly login: Login | undefined;
  /** Source of bent exchanges; undefined while chaos is off. */
  readonly chaos: () => Chaos | undefined;
  /** Called when chaos has bent a reply. */
  readonly onBent: (chosen: ChosenCase, origin: Origin) => void;
}

/** The pages that one radio serves beside its API. */
export class Pages implements PageSink<PortName> {
  readonly #options: PagesOptions;
  readonly #broadcast: Broadcast;
  readonly #positions = new NodePositions();

  constructor(options: PagesOptions) {
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
    const chaos = this.#options.chaos();
    const chosen = chaos === undefined ? undefined : chosenFor(chaos, page, bytes, origin);
    const reply = this.#reply(page, bytes, origin, disconnected, chosen);
    if (chosen === undefined) return reply;
    if (!isPromise(reply)) return this.#bent(reply, chosen, origin);
    return reply.then((ready) => this.#bent(ready, chosen, origin));
  }

  #bent(reply: SinkReply, chosen: ChosenCase, origin: Origin): SinkReply {
    if (reply.kind === 'cancelled') return reply;
    const delivery = deliverChosen(chosen, reply.delivery);
    if (delivery === reply.delivery) return reply;
    this.#options.onBent(chosen, origin);
    return { ...reply, delivery };
  }

  #reply(
    page: PageName,
    bytes: Uint8Array,
    origin: Origin,
    disconnected: AbortSignal,
    chaos: ChaosCase | undefined,
  ): SinkReply | Promise<SinkReply> {
    switch (page) {
      case 'broadcast':
        return this.#broadcast.handle(bytes, origin, disconnected, chaos);
      case 'positions':
        return this.#unlessOutage(() => this.#positions.handle(bytes, this.#mayDo(origin)));
      case 'login':
        return this.#unlessOutage(() => this.#login(bytes, origin));
    }
  }

  #unlessOutage(reply: () => SinkReply): SinkReply {
    const outage = this.#options.outageError();
    return outage === undefined ? reply() : pageError(outage.token, true);
  }

  #mayDo({ session }: Origin): (needed: AccessLevel) => boolean {
    const { login } = this.#options;
    if (login?.isOn !== true) return () => true;
    return (needed) => session !== undefined && isAtLeast(session.user, needed);
  }

  #login(bytes: Uint8Array, origin: Origin): SinkReply {
    const { login } = this.#options;
    return login === undefined ? pageError('login is off') : loginReply(login, bytes, origin);
  }
}
