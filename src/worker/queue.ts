import type { PendingJob } from './pending-job.js';

/** The jobs that wait: those with a place, and those at the door that wait for one. Both at most `capacity`. */
export class JobQueue {
  #capacity: number;
  /** In order of their admission. */
  readonly #waiting = new Set<PendingJob>();
  /** In order of their arrival. */
  readonly #atDoor = new Set<PendingJob>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Has another bound hold for what comes; those who wait already stay. */
  resize(capacity: number): void {
    this.#capacity = capacity;
  }

  /** Jobs that have a place. */
  get waiting(): readonly PendingJob[] {
    return [...this.#waiting];
  }

  /** Jobs that wait for one. */
  get atDoor(): readonly PendingJob[] {
    return [...this.#atDoor];
  }

  /** How many wait, at the door included. */
  get size(): number {
    return this.#waiting.size + this.#atDoor.size;
  }

  /** Whether a job waits that has a place. */
  get hasWork(): boolean {
    return this.#waiting.size > 0;
  }

  /** Whether a job may have a place now: nobody at the door comes before it. */
  hasPlace(): boolean {
    return this.#atDoor.size === 0 && this.#waiting.size < this.#capacity;
  }

  /** Whether one more may wait at the door. */
  hasRoomAtDoor(): boolean {
    return this.#atDoor.size < this.#capacity;
  }

  /** Gives a job a place. */
  add(pending: PendingJob): void {
    this.#waiting.add(pending);
  }

  /** Has a job wait for a place. */
  addAtDoor(pending: PendingJob): void {
    this.#atDoor.add(pending);
  }

  /** Takes the job that has waited longest. */
  take(): PendingJob | undefined {
    const [first] = this.#waiting;
    if (first !== undefined) this.#waiting.delete(first);
    return first;
  }

  /** Takes a job out wherever it waits; says whether a place has become free. */
  remove(pending: PendingJob): boolean {
    this.#atDoor.delete(pending);
    return this.#waiting.delete(pending);
  }

  /** Takes the next from the door if there is a place for it; one that has its outcomes already needs none. */
  letIn(): PendingJob | undefined {
    if (this.#waiting.size >= this.#capacity) return undefined;
    for (const pending of this.#atDoor) {
      if (pending.done) continue;
      this.#atDoor.delete(pending);
      return pending;
    }
    return undefined;
  }
}
