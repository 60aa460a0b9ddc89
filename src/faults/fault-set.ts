import type { FaultListing, UncheckedFaultControl } from './fault-control.js';
import { createHash } from 'node:crypto';
import { SilvusMockError } from '../core/errors.js';
import { type RandomSource, type RandomStream, randomSource } from '../core/random.js';
import type { Origin } from '../ports/origin.js';
import type { ActiveFault } from './active-fault.js';
import type { ConnectionFate } from '../ports/delivery.js';
import type { FaultContext, FaultSubject } from './fault.js';
import { type TypeGuard, isConnectionFate, isReportDelivery } from './hook-results.js';
import { faultKindOf } from './catalogue.js';
import { FaultHistory } from './fault-history.js';
import type { ReportDelivery, ReportSubject } from './report-delivery.js';
import { type ChosenFault, RequestFaults, type RequestFaultsHost } from './request-faults.js';
import { makeFault } from './make-fault.js';
import { type FaultSpec, matches, matchesReport } from './spec.js';
import type { MethodNames } from '../radio/method-query.js';
import { valueExcerpt } from '../core/text.js';
import { isPromise } from '../core/realm.js';

/** Maximum number of active faults; a further one is rejected. */
const maxFaults = 256;

/** Maximum number of requests whose repetitions are counted; beyond it, the least recently seen is forgotten. */
const maxCountedRequests = 10_000;

const listingOf = ({ name, description, applied, until }: ActiveFault, now: number): FaultListing => ({
  ...description,
  name,
  applied,
  ...(until === Infinity ? {} : { remaining: Math.max(0, Math.ceil(until - now)) }),
});

/**
 * True for a fault that a user added and that never acted. One with a probability may be left out by chance: it counts
 * only if no call matched it.
 */
function isUnused({ isWanted, applied, seen, description }: ActiveFault): boolean {
  return isWanted && applied === 0 && ([0, 1].includes(description.probability) || seen === 0);
}

/** Options of a fault set. */
interface FaultSetOptions {
  readonly seed: number;
  readonly context: FaultContext;
  readonly onError: (error: unknown, where: string) => void;
  /** Time of the simulator's clock, ms. */
  readonly now: () => number;
  /** The radio's methods, by which those of faults are checked; default: any is allowed. */
  readonly methods?: MethodNames;
}

/**
 * The active faults of one radio. Random streams are keyed by the seed, the name of the fault and the number of
 * repetitions of the same request: the order of arrival does not matter, and a retry draws anew.
 */
export class FaultSet implements UncheckedFaultControl, RequestFaultsHost {
  readonly #context: FaultContext;
  readonly #onError: (error: unknown, where: string) => void;
  readonly #random: RandomSource;
  readonly #now: () => number;
  /** May hold faults whose time is over. */
  #added: readonly ActiveFault[] = [];
  readonly #seen = new Map<string, number>();
  #connections = 0;
  /** Datagrams with reports while faults were active. */
  #reports = 0;
  readonly #history = new FaultHistory();
  /** Undefined: any method is allowed. */
  readonly #methods: MethodNames | undefined;

  constructor({ seed, context, onError, now, methods }: FaultSetOptions) {
    this.#methods = methods;
    this.#random = randomSource(seed);
    this.#context = context;
    this.#onError = onError;
    this.#now = now;
  }

  /** The active faults, in the order in which they are applied. */
  get active(): readonly ActiveFault[] {
    if (this.#added.length === 0) return this.#added;
    const now = this.#now();
    const over = this.#added.filter(({ until }) => until <= now);
    if (over.length > 0) {
      this.#retire(over);
      this.#added = this.#added.filter((each) => !over.includes(each));
    }
    return this.#added;
  }

  /** Adds a fault and returns its name. Throws `OPTION_INVALID` without adding anything. */
  add(spec: unknown): string {
    return this.#add(spec, true);
  }

  #add(spec: unknown, isWanted: boolean): string {
    const { written, ...made } = makeFault(spec, this.#context, this.#methods);
    const { description } = made;
    if (this.active.length >= maxFaults) {
      throw new SilvusMockError(
        'OPTION_INVALID',
        `fault: there are ${maxFaults} already; allowed: ${maxFaults}`,
      );
    }
    // Its default name is its kind as it was written: programs remove it by that.
    const name = this.#nameFor(description.name, written);
    const until = description.for === undefined ? Infinity : this.#now() + description.for;
    this.#added = [...this.active, { ...made, name, isWanted, until, seen: 0, applied: 0 }];
    this.#history.addFault(name, faultKindOf(description.kind)?.outcome?.(description.params));
    return name;
  }

  /** Removes a fault; false if there is none with this name. */
  remove(name: string): boolean {
    if (typeof name !== 'string') {
      const message = `faults: name: ${valueExcerpt(name)} is not allowed; allowed: the name of a fault`;
      throw new SilvusMockError('OPTION_INVALID', message);
    }
    const removed = this.active.filter((each) => each.name === name);
    this.#retire(removed);
    this.#added = this.#added.filter((each) => each.name !== name);
    return removed.length > 0;
  }

  /** Removes faults of a mode and adds those of another: all of it or nothing. Throws `OPTION_INVALID`. */
  replace(removed: readonly string[], added: readonly FaultSpec[]): void {
    const before = this.active;
    this.#added = before.filter(({ name }) => !removed.includes(name));
    try {
      for (const spec of added) this.#add(spec, false);
    } catch (error) {
      this.#added = before;
      throw error;
    }
  }

  /** Removes all faults. */
  clear(): void {
    this.#retire(this.active);
    this.#added = [];
    this.#seen.clear();
    this.#connections = 0;
    this.#reports = 0;
  }

  /** Removes all faults and forgets that they were there. */
  reset(): void {
    this.clear();
    this.#history.reset();
  }

  /** Names of the faults that are or were there since the last reset. */
  get names(): readonly string[] {
    return this.#history.names;
  }

  /** Outcomes of the commands that faults have replied to or may reply to: messages of errors. */
  get messages(): readonly string[] {
    return this.#history.messages;
  }

  /** The faults, removed ones included, that never acted; not those of a mode. */
  unused(): readonly FaultListing[] {
    const active = this.active.filter(isUnused);
    return [...this.#history.unused, ...this.#listed(active)];
  }

  #retire(removed: readonly ActiveFault[]): void {
    this.#history.addUnused(this.#listed(removed.filter(isUnused)), maxFaults);
  }

  #listed(faults: readonly ActiveFault[]): readonly FaultListing[] {
    const now = this.#now();
    return faults.map((each) => listingOf(each, now));
  }

  /** The active faults, described. */
  list(): readonly FaultListing[] {
    return this.#listed(this.active);
  }

  /** Number of applications since the start, by kind (`custom` for custom faults); a reset does not clear it. */
  appliedByKind(): Readonly<Record<string, number>> {
    return this.#history.appliedByKind;
  }

  /**
   * The faults of one request; undefined without any, so that the usual path costs nothing.
   * @param chosen a fault for this request alone, which is applied after the others
   */
  forRequest(bytes: Uint8Array, origin: Origin, chosen?: ChosenFault): RequestFaults | undefined {
    if (this.active.length === 0) {
      if (chosen === undefined) return undefined;
      return new RequestFaults(this, '', origin, chosen);
    }
    const hash = createHash('sha256').update(bytes).digest('base64');
    const count = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.delete(hash);
    this.#seen.set(hash, count);
    const [oldest] = this.#seen.size > maxCountedRequests ? this.#seen.keys() : [];
    if (oldest !== undefined) this.#seen.delete(oldest);
    return new RequestFaults(this, `${hash}/${count}`, origin, chosen);
  }

  /** The effect of the faults on a new connection, if any. */
  forConnection({ port, peer }: Origin): ConnectionFate | undefined {
    if (this.active.length === 0) return undefined;
    this.#connections += 1;
    for (const active of this.active) {
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

  /** The delivery of a datagram with reports, if faults change it. */
  forReport(subject: ReportSubject): ReportDelivery | undefined {
    if (this.active.length === 0) return undefined;
    this.#reports += 1;
    let delivery: ReportDelivery | undefined;
    for (const active of this.active) {
      const { fault, description } = active;
      if (fault.report === undefined || !matchesReport(description.match, subject)) continue;
      const draw = this.decide(active, `report/${this.#reports}`);
      if (draw === undefined) continue;
      const input = Object.freeze({ copies: 1, after: 0, ...delivery });
      delivery = this.guard(active, () => fault.report?.(input, draw), input, isReportDelivery);
    }
    return delivery;
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
    this.#history.addApplication(active.description.kind);
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
      if (isPromise(returned)) returned.catch(report);
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
    const taken = new Set(this.active.map((each) => each.name));
    if (name !== undefined) {
      if (taken.has(name))
        throw new SilvusMockError('OPTION_INVALID', `fault: name: "${name}" is taken; allowed: another`);
      return name;
    }
    let number = 1;
    let candidate = kind;
    while (taken.has(candidate)) candidate = `${kind}-${++number}`;
    return candidate;
  }
}
