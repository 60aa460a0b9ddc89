import type { FaultListing } from './fault-control.js';

/** Maximum number of names of faults that are remembered. */
const maxNames = 10_000;

/** Adds a name; the oldest is forgotten beyond a limit. */
function remember(names: Set<string>, name: string): void {
  names.add(name);
  const [oldest] = names.size > maxNames ? names : [];
  if (oldest !== undefined) names.delete(oldest);
}

/** The faults that were: their names, what they replied, how often each kind was applied, and which never acted. */
export class FaultHistory {
  readonly #names = new Set<string>();
  readonly #messages = new Set<string>();
  readonly #applied = new Map<string, number>();
  #unused: readonly FaultListing[] = [];

  /** Names of the faults that are or were there since the last reset. */
  get names(): readonly string[] {
    return [...this.#names];
  }

  /** Outcomes of the commands that faults have replied to or may reply to: messages of errors. */
  get messages(): readonly string[] {
    return [...this.#messages];
  }

  /** Removed faults that never acted. */
  get unused(): readonly FaultListing[] {
    return this.#unused;
  }

  /** Number of applications since the start, by kind; a reset does not clear it. */
  get appliedByKind(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#applied);
  }

  /**
   * Notes a fault that was added.
   * @param outcome message of the error that it replies
   */
  addFault(name: string, outcome: string | undefined): void {
    remember(this.#names, name);
    if (outcome !== undefined) remember(this.#messages, outcome);
  }

  /** Counts an application. */
  addApplication(kind: string): void {
    this.#applied.set(kind, (this.#applied.get(kind) ?? 0) + 1);
  }

  /** Notes faults that were removed and have never acted; the oldest are forgotten. */
  addUnused(removed: readonly FaultListing[], max: number): void {
    this.#unused = [...this.#unused, ...removed].slice(-max);
  }

  /** Forgets everything but the numbers of applications. */
  reset(): void {
    this.#unused = [];
    this.#names.clear();
    this.#messages.clear();
  }
}
