import type { ServerResponse } from 'node:http';
import type { Timer } from '../../core/time/clock.js';
import type { SharedNetwork } from '../../simulator/network/shared-network.js';
import type { Simulator } from '../../simulator/simulator.js';
import type { Follower } from '../server/follower.js';
import type { Followers } from '../server/followers.js';
import { networkMessage } from './network-message.js';
import { type NetworkChanges, NetworkView } from './network-view.js';

/** A client that follows the network. */
interface Viewer {
  readonly follower: Follower;
  /** The node at which its routes begin; undefined: the first. */
  readonly asked: number | undefined;
  /** True until something was sent to it. */
  isNew: boolean;
  /** False where it needs all anew: it has got nothing yet, or did not read. */
  isUpToDate: boolean;
  /** As they were sent. */
  from: number | null;
  routes: string;
}

/** Streams of what changes in the network. It is looked at, once for all who follow, only while somebody follows. */
export class NetworkFeed {
  readonly #simulator: Simulator;
  readonly #followers: Followers;
  readonly #viewers = new Set<Viewer>();
  #view: NetworkView | undefined;
  #timer: Timer | undefined;
  #isLooking = false;

  constructor(simulator: Simulator, followers: Followers) {
    this.#simulator = simulator;
    this.#followers = followers;
  }

  /**
   * Starts a stream. Throws `TOO_MANY_FOLLOWERS`.
   * @param asked ID of the node at which routes begin; undefined: the first
   */
  follow(
    network: SharedNetwork,
    asked: number | undefined,
    response: ServerResponse,
    disconnected: AbortSignal,
  ): void {
    const follower = this.#followers.open(response, disconnected, { onEnd: () => this.#leave(viewer) });
    const viewer: Viewer = { follower, asked, isNew: true, isUpToDate: false, from: null, routes: '' };
    this.#viewers.add(viewer);
    this.#view ??= new NetworkView(this.#simulator, network, this.#followers);
    void this.#look(this.#view);
  }

  #leave(viewer: Viewer): void {
    this.#viewers.delete(viewer);
    if (this.#viewers.size > 0 || this.#isLooking) return;
    this.#timer?.cancel();
    this.#view = undefined;
  }

  /** Looks at the network and sends what has changed, again where somebody has come meanwhile. Never rejects. */
  async #look(view: NetworkView): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#timer?.cancel();
    const { clock } = this.#followers;
    const since = clock.now();
    try {
      do await this.#update(view);
      while ([...this.#viewers].some(({ isNew }) => isNew));
    } catch (error) {
      this.#fail(error);
    }
    this.#isLooking = false;
    if (this.#viewers.size === 0) this.#view = undefined;
    else this.#timer = clock.setTimeout(() => this.#look(view), since + view.everyMs.nodes - clock.now());
  }

  async #update(view: NetworkView): Promise<void> {
    for (const viewer of this.#viewers) viewer.isUpToDate &&= !viewer.follower.isBehind;
    // Nothing is computed for those who don't read.
    if ([...this.#viewers].every(({ follower }) => follower.isBehind)) return;
    await view.update(
      () => this.#beginnings(view),
      (changes) => this.#send(view, changes),
    );
  }

  #beginnings(view: NetworkView): ReadonlySet<number> {
    const all = [...this.#viewers].map(({ asked }) => view.beginning(asked));
    return new Set(all.filter((id) => id !== null));
  }

  #send(view: NetworkView, changes: NetworkChanges): void {
    let whole: ReturnType<NetworkView['whole']> | undefined;
    const { everyMs } = view;
    for (const viewer of this.#viewers) {
      const { follower, asked, isUpToDate } = viewer;
      viewer.isNew = false;
      if (follower.isBehind) {
        viewer.isUpToDate = false;
        continue;
      }
      const from = view.beginning(asked);
      const routes = view.routes(from);
      const isSame = routes === viewer.routes;
      if (!isUpToDate) {
        whole ??= view.whole();
        follower.send('snapshot', networkMessage({ ...whole, everyMs, from, routes }));
      } else if (!changes.isEmpty || !isSame || from !== viewer.from) {
        const changed = isSame ? undefined : routes;
        follower.send('changes', networkMessage({ ...changes, everyMs, from, routes: changed }));
      }
      viewer.isUpToDate = true;
      viewer.from = from;
      viewer.routes = routes;
    }
  }

  /** Ends all streams: their clients come again. */
  #fail(error: unknown): void {
    const where = 'the stream of the network';
    this.#simulator.logger.error({ err: error, where }, 'something failed inside the simulator');
    for (const { follower } of [...this.#viewers]) follower.end();
  }
}
