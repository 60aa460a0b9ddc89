import type { ServerResponse } from 'node:http';
import { nearestHint } from '../../core/nearest.js';
import { isError } from '../../core/realm.js';
import { valueExcerpt } from '../../core/text.js';
import type { ExchangeRecord } from '../../journal/exchange.js';
import type { KeptExchange } from '../../journal/kept-exchange.js';
import { type EventName, eventNames } from '../../simulator/events.js';
import type { Node } from '../../simulator/node.js';
import type { Simulator } from '../../simulator/simulator.js';
import { ControlError } from '../server/control-error.js';
import type { Follower } from '../server/follower.js';
import type { Followers } from '../server/followers.js';
import type { FollowedName } from '../routes/event-names.js';
import { type ExchangeFilter, queryOf } from '../routes/exchange-filter.js';
import { cutExchangeJson } from './cut-exchange.js';
import { ExchangeSampler } from './exchange-sampler.js';
import { FollowedJournals, nodesOf } from './followed-journals.js';

/** Choice of the exchanges of a stream. */
interface ExchangeChoice extends ExchangeFilter {
  /** Exchanges a second; undefined: all. */
  readonly rate?: number | undefined;
  /** Bytes after which request and reply are cut; undefined: never. */
  readonly maxBytes?: number | undefined;
}

/** Choice of the events of a stream. */
interface Subscription {
  readonly types: ReadonlySet<FollowedName>;
  /** ID of a node; undefined: all nodes. */
  readonly node: string | undefined;
  readonly exchanges: ExchangeChoice;
}

/** Streams of the simulator's events, and of the exchanges of its nodes. */
export class EventFeed {
  readonly #simulator: Simulator;
  readonly #followers: Followers;

  constructor(simulator: Simulator, followers: Followers) {
    this.#simulator = simulator;
    this.#followers = followers;
  }

  /** Starts a stream. Throws `TOO_MANY_FOLLOWERS`, `OPTION_INVALID`, and `NOT_FOUND` for an unknown node. */
  follow(
    { types, node, exchanges }: Subscription,
    response: ServerResponse,
    disconnected: AbortSignal,
  ): void {
    const nodes = knownNodes(this.#simulator, node);
    const matches = matcherOf(nodes, exchanges, types);
    const { rate, maxBytes = Infinity } = exchanges;
    const stops: (() => void)[] = [];
    const sampler = rate === undefined ? undefined : this.#samplerOf(rate, () => follower);
    const follower = this.#followers.open(response, disconnected, {
      onClosing: () => sampler?.report(),
      onEnd: () => {
        sampler?.end();
        for (const stop of stops) stop();
      },
    });
    for (const name of eventNames.filter((each) => types.has(each)))
      stops.push(this.#simulator.on(name, (event) => sendEvent(follower, name, event, node)));
    if (!types.has('exchange')) return;
    const journals = new FollowedJournals(this.#simulator, node, (exchange) => {
      if (matches(exchange) && sampler?.choose() !== false) sendExchange(follower, exchange, maxBytes);
    });
    stops.push(() => journals.stop());
  }

  #samplerOf(rate: number, follower: () => Follower): ExchangeSampler {
    return new ExchangeSampler(rate, this.#followers.clock, (counts) =>
      follower().send('skipped', JSON.stringify(counts)),
    );
  }
}

/** Throws `NOT_FOUND` for an ID that no node has. */
function knownNodes(simulator: Simulator, id: string | undefined): readonly Node[] {
  const found = nodesOf(simulator, id);
  if (id === undefined || found.length > 0) return found;
  const ids = simulator.nodes.map((node) => node.id);
  const message = `query: node: there is no ${valueExcerpt(id)}${nearestHint(id, ids)}`;
  throw new ControlError('NOT_FOUND', message);
}

/**
 * The filter of exchanges as a function. Names are those that any of the nodes knows. Throws `OPTION_INVALID`, also for
 * what only exchanges have where there are none.
 */
function matcherOf(
  nodes: readonly Node[],
  { rate, maxBytes, ...filter }: ExchangeChoice,
  types: ReadonlySet<FollowedName>,
): (exchange: ExchangeRecord) => boolean {
  const given = Object.entries({ ...filter, rate, maxBytes }).find(([, value]) => value !== undefined);
  if (given === undefined) return () => true;
  if (!types.has('exchange')) {
    const message = `query: ${given[0]}: is about exchanges; allowed: with exchange among types`;
    throw new ControlError('OPTION_INVALID', message);
  }
  const query = queryOf(filter);
  if (Object.values(query).every((value) => value === undefined)) return () => true;
  let refusal: unknown = new ControlError(
    'NOT_FOUND',
    'there is no node; allowed: no filter until there is one',
  );
  for (const { journal } of nodes) {
    try {
      return journal.matcher(query);
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

function sendExchange(follower: Follower, exchange: KeptExchange, maxBytes: number): void {
  follower.send('exchange', JSON.stringify(cutExchangeJson(exchange, maxBytes)));
}

/** Events of the simulator as a whole are sent to every follower. */
function sendEvent(follower: Follower, name: EventName, event: object, node: string | undefined): void {
  const isWanted = node === undefined || !('node' in event) || event.node === node;
  if (isWanted) follower.send(name, eventText(event));
}

/** An event as JSON. Errors are converted: JSON.stringify would omit their message. */
function eventText(event: object): string {
  return JSON.stringify(event, (_key, value: unknown) => {
    if (!isError(value)) return value;
    return { code: 'code' in value ? value.code : undefined, message: value.message };
  });
}
