import type { PendingJob } from './pending-job.js';

/** Queued jobs, and jobs awaiting admission to the queue. There are at most `capacity` of each. */
export class JobQueue {
  #capacity: number;
  /** In order of their admission. */
  readonly #queued = new Set<PendingJob>();
  /** In order of their arrival. */
  readonly #awaitingAdmission = new Set<PendingJob>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Changes the limits for new jobs; jobs that are here stay. */
  resize(capacity: number): void {
    this.#capacity = capacity;
  }

  get queued(): readonly PendingJob[] {
    return [...this.#queued];
  }

  get awaitingAdmission(): readonly PendingJob[] {
    return [...this.#awaitingAdmission];
  }

  /** Number of jobs, those awaiting admission included. */
  get size(): number {
    return this.#queued.size + this.#awaitingAdmission.size;
  }

  get hasQueued(): boolean {
    return this.#queued.size > 0;
  }

  /** Returns whether a new job can be queued: a place is free, and no earlier job awaits it. */
  hasPlace(): boolean {
    return this.#awaitingAdmission.size === 0 && this.#queued.size < this.#capacity;
  }

  /** Returns whether one more job may await admission. */
  hasPlaceToAwaitAdmission(): boolean {
    return this.#awaitingAdmission.size < this.#capacity;
  }

  add(pending: PendingJob): void {
    this.#queued.add(pending);
  }

  addAwaitingAdmission(pending: PendingJob): void {
    this.#awaitingAdmission.add(pending);
  }

  /** Takes the first queued job. */
  take(): PendingJob | undefined {
    const [first] = this.#queued;
    if (first !== undefined) this.#queued.delete(first);
    return first;
  }

  /** Removes a job. Returns whether that frees a place in the queue. */
  remove(pending: PendingJob): boolean {
    this.#awaitingAdmission.delete(pending);
    return this.#queued.delete(pending);
  }

  /** Takes the first job awaiting admission, if a place is free for it. Jobs that have their outcomes need none. */
  admitNext(): PendingJob | undefined {
    if (this.#queued.size >= this.#capacity) return undefined;
    for (const pending of this.#awaitingAdmission) {
      if (pending.done) continue;
      this.#awaitingAdmission.delete(pending);
      return pending;
    }
    return undefined;
  }
}
