import type { FlashSettings } from '../radio/settings.js';

/** Where one radio's flash is kept. */
export interface FlashStore {
  /** What to call it in a log. */
  readonly file: string;
  /** Resolves once a power cut can't take it away any more. Rejects with {@link UnwrittenFlash}. One at a time. */
  save(flash: FlashSettings): Promise<void>;
  /** Lets go of all; never rejects. */
  close(): Promise<void>;
}

/** A store that was opened, and what was in it. */
export interface OpenedStore {
  readonly store: FlashStore;
  /** What the radio comes up with. */
  readonly flash: FlashSettings;
  /** What of it was not as it should be; for an operator. */
  readonly warnings: readonly string[];
}

/** Flash could not be written. */
export class UnwrittenFlash extends Error {
  /** Why, without any path: `ENOSPC`. */
  readonly reason: string;
  /** Whether the new settings are what the file holds all the same: only that they will stay is not sure. */
  readonly isInPlace: boolean;

  /** @param reason why, without any path */
  constructor(reason: string, isInPlace: boolean, options?: ErrorOptions) {
    super(`flash could not be written: ${reason}`, options);
    this.name = 'UnwrittenFlash';
    this.reason = reason;
    this.isInPlace = isInPlace;
  }
}
