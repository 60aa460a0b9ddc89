import type { FaultControl, FaultListing } from './fault-control.js';
import { createHash } from 'node:crypto';
import { SilvusMockError } from '../core/errors.js';
import { frozen } from '../core/frozen.js';
import { type RandomSource, type RandomStream, randomSource } from '../core/random.js';
import type { Origin } from '../ports/origin.js';
import type { ActiveFault } from './active-fault.js';
import type { ConnectionFate } from '../ports/delivery.js';
import type { FaultContext, FaultSubject } from './fault.js';
import { type Judge, isConnectionFate } from './hook-results.js';
import { faultKindOf } from './catalogue.js';
import { RequestFaults, type RequestFaultsHost } from './request-faults.js';
import { type CustomFault, type FaultSpec, describeCustom, describeFault, matches } from './spec.js';

/** Faults at once; one more is refused. */
export const maxIssues = 256;

/** Requests whose repetitions are counted; beyond, the count of the one not seen for longest starts anew. */
export const mostCountedRequests = 10_000;

/**
 * The faults of one radio. Chance comes from streams keyed by the seed, the fault's name and how often the same
 * request was seen: the order of arrival does not matter, and a retry is not doomed.
 */
export class FaultSet implements FaultControl, RequestFaultsHost {
  readonly #context: FaultContext;
  readonly #onFault: (fault: unknown, where: string) => void;
  readonly #random: RandomSource;
  #active: readonly ActiveFault[] = [];
  readonly #seen = new Map<string, number>();
  #connections = 0;
  /** How often faults have acted, by kind; those that are off again included. */
  readonly #applied = new Map<string, number>();

  constructor(seed: number, context: FaultContext, onFault: (fault: unknown, where: string) => void) {
    this.#random = randomSource(seed);
    this.#context = context;
    this.#onFault = onFault;
  }

  /** The faults that are on, in the order in which they act. */
  get active(): readonly ActiveFault[] {
    return this.#active;
  }

  /** Adds a fault and gives its name. Throws `OPTION_INVALID`; nothing is added then. */
  add(spec: FaultSpec | CustomFault): string {
    const isCustom = (each: FaultSpec | CustomFault): each is CustomFault => typeof each.fault === 'object';
    const description = frozen(isCustom(spec) ? describeCustom(spec) : describeFault(spec));
    const kind = faultKindOf(description.kind);
    const fault = isCustom(spec) ? spec.fault : (kind?.make(description.params, this.#context) ?? {});
    if (this.#active.length >= maxIssues) {
      throw new SilvusMockError(
        'OPTION_INVALID',
        `fault: there are ${maxIssues} already; allowed: ${maxIssues}`,
      );
    }
    // Its default name is its kind as it was written: programs remove it by that.
    const name = this.#nameFor(description.name, isCustom(spec) ? description.kind : spec.kind);
    this.#active = [...this.#active, { name, description, fault, seen: 0, applied: 0 }];
    return name;
  }

  /** Takes a fault off; false where there is none of this name. */
  remove(name: string): boolean {
    const left = this.#active.filter((each) => each.name !== name);
    const found = left.length < this.#active.length;
    this.#active = left;
    return found;
  }

  /** Takes faults off and puts others on: all of it, or nothing. Throws `OPTION_INVALID`. */
  exchange(off: readonly string[], on: readonly FaultSpec[]): void {
    const before = this.#active;
    this.#active = before.filter(({ name }) => !off.includes(name));
    try {
      for (const spec of on) this.add(spec);
    } catch (fault) {
      this.#active = before;
      throw fault;
    }
  }

  /** Takes all faults off. */
  clear(): void {
    this.#active = [];
    this.#seen.clear();
    this.#connections = 0;
  }

  /** The faults that are on. */
  list(): readonly FaultListing[] {
    return this.#active.map(({ name, description, applied }) => ({ ...description, name, applied }));
  }

  /** How often faults have acted since the start, by kind (`custom` for those of the user's own); no reset puts it back. */
  appliedByKind(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#applied);
  }

  /** What the faults do to one request; undefined while there are none, so that the untouched path costs nothing. */
  forRequest(bytes: Uint8Array, origin: Origin): RequestFaults | undefined {
    if (this.#active.length === 0) return undefined;
    const hash = createHash('sha256').update(bytes).digest('base64');
    const count = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.delete(hash);
    this.#seen.set(hash, count);
    const [oldest] = this.#seen.size > mostCountedRequests ? this.#seen.keys() : [];
    if (oldest !== undefined) this.#seen.delete(oldest);
    return new RequestFaults(this, `${hash}/${count}`, origin);
  }

  /** What befalls a connection that comes in. */
  forConnection({ port, peer }: Origin): ConnectionFate | undefined {
    if (this.#active.length === 0) return undefined;
    this.#connections += 1;
    for (const active of this.#active) {
      if (active.fault.connect === undefined || !matches(active.description.match, undefined, port, peer))
        continue;
      const draw = this.decide(active, `connection/${this.#connections}`);
      const fate =
        draw === undefined
          ? undefined
          : this.guard(active, () => active.fault.connect?.(draw), undefined, isConnectionFate);
      if (fate !== undefined) return fate;
    }
    return undefined;
  }

  /** Whether a fault acts on a call that matches: gives the stream of its draws, or undefined. */
  decide(active: ActiveFault, key: string): RandomStream | undefined {
    const { match, probability, times } = active.description;
    active.seen += 1;
    if (match.nth !== undefined && active.seen !== match.nth) return undefined;
    if (times !== undefined && active.applied >= times) return undefined;
    const draw = this.#random.stream(`fault/${active.name}/${key}`);
    if (probability < 1 && draw.real() >= probability) return undefined;
    active.applied += 1;
    const { kind } = active.description;
    this.#applied.set(kind, (this.#applied.get(kind) ?? 0) + 1);
    return draw;
  }

  /** Calls a hook; what it throws is reported, as is what it may not give back, and `otherwise` comes back. */
  guard<T, O>({ name }: ActiveFault, hook: () => T | undefined, otherwise: O, judge: Judge<T>): T | O {
    const report = (fault: unknown) => this.#onFault(fault, `the fault ${name}`);
    try {
      const given: unknown = hook();
      if (given === undefined) return otherwise;
      if (judge(given)) return given;
      // A hook does not wait; what an async one rejects with must not end the process.
      if (given instanceof Promise) given.catch(report);
      throw new TypeError('it gave back what can not be sent');
    } catch (fault) {
      report(fault);
      return otherwise;
    }
  }

  /** Whether the fault acts on this command. */
  concerns(active: ActiveFault, subject: FaultSubject | undefined, { port, peer }: Origin): boolean {
    return matches(active.description.match, subject, port, peer);
  }

  #nameFor(name: string | undefined, kind: string): string {
    const taken = (candidate: string) => this.#active.some((each) => each.name === candidate);
    if (name !== undefined) {
      if (taken(name))
        throw new SilvusMockError('OPTION_INVALID', `fault: name: "${name}" is taken; allowed: another`);
      return name;
    }
    let number = 1;
    let candidate = kind;
    while (taken(candidate)) candidate = `${kind}-${++number}`;
    return candidate;
  }
}
