import type { FaultControl, FaultListing } from './fault-control.js';
import { createHash } from 'node:crypto';
import { SilvusMockError } from '../core/errors.js';
import { deepFreeze } from '../core/freeze.js';
import { type RandomSource, type RandomStream, randomSource } from '../core/random.js';
import type { Origin } from '../ports/origin.js';
import type { ActiveFault } from './active-fault.js';
import type { ConnectionFate } from '../ports/delivery.js';
import type { FaultContext, FaultSubject } from './fault.js';
import { type TypeGuard, isConnectionFate } from './hook-results.js';
import { faultKindOf } from './catalogue.js';
import { RequestFaults, type RequestFaultsHost } from './request-faults.js';
import { type CustomFault, type FaultSpec, describeCustom, describeFault, matches } from './spec.js';

/** Maximum number of active faults; a further one is rejected. */
const maxFaults = 256;

/** Maximum number of requests whose repetitions are counted; beyond it, the least recently seen is forgotten. */
const maxCountedRequests = 10_000;

/**
 * The active faults of one radio. Random streams are keyed by the seed, the name of the fault and the number of
 * repetitions of the same request: the order of arrival does not matter, and a retry draws anew.
 */
export class FaultSet implements FaultControl, RequestFaultsHost {
  readonly #context: FaultContext;
  readonly #onError: (error: unknown, where: string) => void;
  readonly #random: RandomSource;
  #active: readonly ActiveFault[] = [];
  readonly #seen = new Map<string, number>();
  #connections = 0;
  /** Number of applications by kind, including removed faults. */
  readonly #applied = new Map<string, number>();

  constructor(seed: number, context: FaultContext, onError: (error: unknown, where: string) => void) {
    this.#random = randomSource(seed);
    this.#context = context;
    this.#onError = onError;
  }

  /** The active faults, in the order in which they are applied. */
  get active(): readonly ActiveFault[] {
    return this.#active;
  }

  /** Adds a fault and returns its name. Throws `OPTION_INVALID` without adding anything. */
  add(spec: FaultSpec | CustomFault): string {
    const isCustom = (each: FaultSpec | CustomFault): each is CustomFault => typeof each.fault === 'object';
    const description = deepFreeze(isCustom(spec) ? describeCustom(spec) : describeFault(spec));
    const kind = faultKindOf(description.kind);
    const fault = isCustom(spec) ? spec.fault : (kind?.make(description.params, this.#context) ?? {});
    if (this.#active.length >= maxFaults) {
      throw new SilvusMockError(
        'OPTION_INVALID',
        `fault: there are ${maxFaults} already; allowed: ${maxFaults}`,
      );
    }
    // Its default name is its kind as it was written: programs remove it by that.
    const name = this.#nameFor(description.name, isCustom(spec) ? description.kind : spec.kind);
    this.#active = [...this.#active, { name, description, fault, seen: 0, applied: 0 }];
    return name;
  }

  /** Removes a fault; false if there is none with this name. */
  remove(name: string): boolean {
    const left = this.#active.filter((each) => each.name !== name);
    const found = left.length < this.#active.length;
    this.#active = left;
    return found;
  }

  /** Removes some faults and adds others: all of it or nothing. Throws `OPTION_INVALID`. */
  replace(removed: readonly string[], added: readonly FaultSpec[]): void {
    const before = this.#active;
    this.#active = before.filter(({ name }) => !removed.includes(name));
    try {
      for (const spec of added) this.add(spec);
    } catch (error) {
      this.#active = before;
      throw error;
    }
  }

  /** Removes all faults. */
  clear(): void {
    this.#active = [];
    this.#seen.clear();
    this.#connections = 0;
  }

  /** The active faults, described. */
  list(): readonly FaultListing[] {
    return this.#active.map(({ name, description, applied }) => ({ ...description, name, applied }));
  }

  /** Number of applications since the start, by kind (`custom` for custom faults); a reset does not clear it. */
  appliedByKind(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#applied);
  }

  /** The faults of one request; undefined without active faults, so that the usual path costs nothing. */
  forRequest(bytes: Uint8Array, origin: Origin): RequestFaults | undefined {
    if (this.#active.length === 0) return undefined;
    const hash = createHash('sha256').update(bytes).digest('base64');
    const count = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.delete(hash);
    this.#seen.set(hash, count);
    const [oldest] = this.#seen.size > maxCountedRequests ? this.#seen.keys() : [];
    if (oldest !== undefined) this.#seen.delete(oldest);
    return new RequestFaults(this, `${hash}/${count}`, origin);
  }

  /** The effect of the faults on a new connection, if any. */
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

  /** Decides if a fault is applied to a matching call: returns its random stream, or undefined. */
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

  /** Calls a hook. If it throws or returns an invalid value, the error is reported and `otherwise` is returned. */
  guard<T, O>({ name }: ActiveFault, hook: () => T | undefined, otherwise: O, isValid: TypeGuard<T>): T | O {
    const report = (error: unknown) => this.#onError(error, `the fault ${name}`);
    try {
      const returned: unknown = hook();
      if (returned === undefined) return otherwise;
      if (isValid(returned)) return returned;
      // Hooks are synchronous; the rejection of an async one must not end the process.
      if (returned instanceof Promise) returned.catch(report);
      throw new TypeError('it returned a value that cannot be sent');
    } catch (error) {
      report(error);
      return otherwise;
    }
  }

  /** True if the fault matches this command. */
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
