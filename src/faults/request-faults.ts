import { deepFreeze } from '../core/freeze.js';
import type { RandomStream } from '../core/random.js';
import type { Origin } from '../ports/origin.js';
import type { ActiveFault } from './active-fault.js';
import type { FaultDescription } from './spec.js';
import type { GivenReply, ReplyElement } from '../jsonrpc/reply-format.js';
import type { Delivery } from '../ports/delivery.js';
import type { BuiltInFault, FaultSubject } from './fault.js';
import { type TypeGuard, isDelivery, isGivenReply, isReplyElement } from './hook-results.js';

const none: readonly never[] = [];

/** The check of what a kind returns: its type says enough. */
const isReply: TypeGuard<ReplyElement> = (value): value is ReplyElement => value !== undefined;

/** A fault that was chosen for one request, as chaos does. */
export interface ChosenFault {
  /** Its name in errors. */
  readonly name: string;
  readonly fault: BuiltInFault;
  readonly draw: RandomStream;
}

/** The set that a request's faults belong to. */
export interface RequestFaultsHost {
  readonly active: readonly ActiveFault[];
  decide(active: ActiveFault, key: string): RandomStream | undefined;
  guard<T, O>(active: ActiveFault, hook: () => T | undefined, otherwise: O, isValid: TypeGuard<T>): T | O;
  concerns(active: ActiveFault, subject: FaultSubject | undefined, origin: Origin): boolean;
}

/** The faults of one request and its reply. Each fault decides once per command. */
export class RequestFaults {
  readonly #host: RequestFaultsHost;
  readonly #key: string;
  readonly #origin: Origin;
  /** The faults that were active when the request arrived. */
  readonly #active: readonly ActiveFault[];
  /** Random streams of the applied faults, by fault and by index of the command. */
  readonly #draws = new Map<ActiveFault, Map<number, RandomStream>>();
  readonly #applied = new Set<string>();
  readonly #chosen: ActiveFault | undefined;
  #hasChosenActed = false;

  constructor(host: RequestFaultsHost, key: string, origin: Origin, chosen?: ChosenFault) {
    this.#host = host;
    this.#key = key;
    this.#origin = origin;
    this.#chosen = chosen === undefined ? undefined : activeOf(chosen);
    this.#active = this.#chosen === undefined ? host.active : [...host.active, this.#chosen];
  }

  /** True once the chosen fault has replied, or has changed the reply or its delivery. */
  get hasChosenActed(): boolean {
    return this.#hasChosenActed;
  }

  /** Names of the applied faults, in order of application. */
  get applied(): readonly string[] {
    return this.#applied.size === 0 ? none : [...this.#applied];
  }

  /** True once a fault is to reply to a command or to change a reply. */
  get hasDecided(): boolean {
    return this.#draws.size > 0;
  }

  /** Decides about one command; returns the reply if a fault replies to it. */
  answer(subject: FaultSubject, index: number): GivenReply | undefined {
    for (const active of this.#active) {
      const { fault } = active;
      if (fault.answer === undefined && fault.alter === undefined) continue;
      if (active !== this.#chosen && !this.#host.concerns(active, subject, this.#origin)) continue;
      const draw = active.draw ?? this.#host.decide(active, `${this.#key}/${index}`);
      if (draw === undefined) continue;
      this.#remember(active, index, draw);
      const given = this.#host.guard(active, () => fault.answer?.(subject, draw), undefined, isGivenReply);
      if (given === undefined) continue;
      if (active === this.#chosen) this.#hasChosenActed = true;
      return given;
    }
    return undefined;
  }

  /** True if a fault changes the reply to the command with this index. */
  alters(index: number): boolean {
    return this.#active.some(
      (active) => active.fault.alter !== undefined && this.#draws.get(active)?.has(index) === true,
    );
  }

  /** Changes one reply. */
  alter(element: ReplyElement, subject: FaultSubject, index: number): ReplyElement {
    let altered = element;
    for (const active of this.#active) {
      const draw = this.#draws.get(active)?.get(index);
      if (draw === undefined || active.fault.alter === undefined) continue;
      // A custom fault may do anything to what it gets. A kind changes nothing in place: copies of a long reply take long.
      const input = active.isCustom ? deepFreeze(structuredClone(altered)) : altered;
      const before = altered;
      altered = this.#host.guard(
        active,
        () => active.fault.alter?.(input, subject, draw),
        altered,
        active.isCustom ? isReplyElement : isReply,
      );
      if (active === this.#chosen && altered !== before) this.#hasChosenActed = true;
    }
    return altered;
  }

  /**
   * Changes the delivery of the reply. Yields the blocks of each text that replaces the reply, and is to be given that
   * text: writing a long one may take several turns of the event loop.
   */
  *deliver(
    delivery: Delivery,
    subjects: readonly FaultSubject[],
  ): Generator<Iterable<string>, Delivery, string> {
    let delivered = delivery;
    for (const active of this.#active) {
      const draw = this.#drawForDelivery(active, subjects);
      if (draw === undefined) continue;
      const { delayBefore } = active.description;
      const input = deepFreeze({ ...delivered, delayMs: delivered.delayMs + delayBefore });
      const { fault, isCustom } = active;
      const blocks = input.text === undefined || isCustom ? undefined : fault.replace?.(input.text, draw);
      const replaced = blocks === undefined ? input : { ...input, text: yield blocks };
      delivered = this.#host.guard(active, () => fault.deliver?.(replaced, draw), replaced, isDelivery);
      if (active === this.#chosen && (delivered !== replaced || replaced.text !== input.text))
        this.#hasChosenActed = true;
    }
    return delivered;
  }

  #drawForDelivery(active: ActiveFault, subjects: readonly FaultSubject[]): RandomStream | undefined {
    const [earlier] = this.#draws.get(active)?.values() ?? [];
    const { fault, isCustom } = active;
    if (active === this.#chosen) return active.draw;
    if (fault.answer !== undefined || fault.alter !== undefined) return earlier;
    if (fault.deliver === undefined && (isCustom || fault.replace === undefined)) return undefined;
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
    if (active !== this.#chosen) this.#applied.add(active.name);
  }
}

/** It matches everything: the choice is made. */
const chosenDescription: FaultDescription = {
  kind: 'chosen',
  params: {},
  match: {},
  probability: 1,
  delayBefore: 0,
};

function activeOf({ name, fault, draw }: ChosenFault): ActiveFault {
  return {
    name,
    description: chosenDescription,
    fault,
    draw,
    isCustom: false,
    isWanted: false,
    until: Infinity,
    seen: 0,
    applied: 0,
  };
}
