import type { Catalogue } from '../radio/catalogue.js';
import type { RadioModel } from '../radio/model.js';
import type { FlashSettings } from '../radio/settings.js';

/** A radio whose flash is opened. */
export interface FlashUser {
  readonly model: RadioModel;
  readonly catalogue: Catalogue;
  /** Flash where there is no usable file; default: the factory settings. */
  readonly preset?: FlashSettings | undefined;
}

/** Store of one radio's flash. */
export interface FlashStore {
  /** Name in the log. */
  readonly file: string;
  /** Resolves once the flash would survive a power cut. Rejects with {@link UnwrittenFlash}. One call at a time. */
  save(flash: FlashSettings): Promise<void>;
  /** Releases everything; never rejects. */
  close(): Promise<void>;
}

/** An open store, and its content. */
export interface OpenedStore {
  readonly store: FlashStore;
  /** Flash that the radio boots with. */
  readonly flash: FlashSettings;
  /** Problems of the content, for an operator. */
  readonly warnings: readonly string[];
}

/** Flash could not be written. */
export class UnwrittenFlash extends Error {
  /** Reason without any path: `ENOSPC`. */
  readonly reason: string;
  /** True if the file has the new settings, but they may not survive a power cut. */
  readonly isInPlace: boolean;

  /** @param reason why, without any path */
  constructor(reason: string, isInPlace: boolean, options?: ErrorOptions) {
    super(`flash could not be written: ${reason}`, options);
    this.name = 'UnwrittenFlash';
    this.reason = reason;
    this.isInPlace = isInPlace;
  }
}
