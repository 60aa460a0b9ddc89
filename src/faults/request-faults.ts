import { deepFreeze } from '../core/freeze.js';
import type { RandomStream } from '../core/random.js';
import type { Origin } from '../ports/origin.js';
import type { ActiveFault } from './active-fault.js';
import type { ReplyElement, ReplyError } from '../jsonrpc/reply-format.js';
import type { Delivery } from '../ports/delivery.js';
import type { FaultSubject } from './fault.js';
import { type Judge, isDelivery, isReplyElement, isReplyError } from './hook-results.js';

/** What one request's faults need of the set that they are from. */
export interface RequestFaultsHost {
  readonly active: readonly ActiveFault[];
  decide(active: ActiveFault, key: string): RandomStream | undefined;
  guard<T, O>(active: ActiveFault, hook: () => T | undefined, otherwise: O, judge: Judge<T>): T | O;
  concerns(active: ActiveFault, subject: FaultSubject | undefined, origin: Origin): boolean;
}

/** What the faults do to one request and its reply. Each fault decides once for each command. */
export class RequestFaults {
  readonly #host: RequestFaultsHost;
  readonly #key: string;
  readonly #origin: Origin;
  /** The faults that were on when the request came. */
  readonly #active: readonly ActiveFault[];
  /** Decisions on commands, by fault. */
  readonly #draws = new Map<ActiveFault, Map<number, RandomStream>>();
  readonly #applied = new Set<string>();

  constructor(host: RequestFaultsHost, key: string, origin: Origin) {
    this.#host = host;
    this.#key = key;
    this.#origin = origin;
    this.#active = host.active;
  }

  /** Names of the faults that have acted, in their order. */
  get applied(): readonly string[] {
    return [...this.#applied];
  }

  /** Decides for one command, and answers it if a fault does. */
  answer(subject: FaultSubject, index: number): ReplyError | undefined {
    for (const active of this.#active) {
      const { fault } = active;
      if (fault.answer === undefined && fault.alter === undefined) continue;
      if (!this.#host.concerns(active, subject, this.#origin)) continue;
      const draw = this.#host.decide(active, `${this.#key}/${index}`);
      if (draw === undefined) continue;
      this.#remember(active, index, draw);
      const error = this.#host.guard(active, () => fault.answer?.(subject, draw), undefined, isReplyError);
      if (error !== undefined) return error;
    }
    return undefined;
  }

  /** Changes one reply. */
  alter(element: ReplyElement, subject: FaultSubject, index: number): ReplyElement {
    let altered = element;
    for (const active of this.#active) {
      const draw = this.#draws.get(active)?.get(index);
      if (draw === undefined || active.fault.alter === undefined) continue;
      const handed = deepFreeze(structuredClone(altered));
      altered = this.#host.guard(
        active,
        () => active.fault.alter?.(handed, subject, draw),
        altered,
        isReplyElement,
      );
    }
    return altered;
  }

  /** Changes how the reply reaches the client. */
  deliver(delivery: Delivery, subjects: readonly FaultSubject[]): Delivery {
    let delivered = delivery;
    for (const active of this.#active) {
      const draw = this.#drawForDelivery(active, subjects);
      if (draw === undefined) continue;
      const { delayBefore } = active.description;
      const handed = deepFreeze({ ...delivered, delayMs: delivered.delayMs + delayBefore });
      delivered = this.#host.guard(active, () => active.fault.deliver?.(handed, draw), handed, isDelivery);
    }
    return delivered;
  }

  #drawForDelivery(active: ActiveFault, subjects: readonly FaultSubject[]): RandomStream | undefined {
    const [earlier] = this.#draws.get(active)?.values() ?? [];
    const { fault } = active;
    if (fault.answer !== undefined || fault.alter !== undefined) return earlier;
    if (fault.deliver === undefined) return undefined;
    const candidates = subjects.length === 0 ? [undefined] : subjects;
    if (!candidates.some((subject) => this.#host.concerns(active, subject, this.#origin))) return undefined;
    const draw = this.#host.decide(active, this.#key);
    if (draw !== undefined) this.#applied.add(active.name);
    return draw;
  }

  #remember(active: ActiveFault, index: number, draw: RandomStream): void {
    const draws = this.#draws.get(active) ?? new Map<number, RandomStream>();
    this.#draws.set(active, draws);
    draws.set(index, draw);
    this.#applied.add(active.name);
  }
}
