import type { RequestId } from '../worker/job.js';

/** The generator that made a case. */
export type GeneratorName =
  | 'valid-call'
  | 'boundary-call'
  | 'invalid-call'
  | 'envelope'
  | 'batch'
  | 'lenient-form'
  | 'nearly-json'
  | 'framing'
  | 'interleaving'
  | 'command';

/** A promise of the interface that a case is about. */
export type PromiseName =
  /** Each call has exactly one answer, a notification none. */
  | 'one-answer'
  /** The answer has the id of its call. */
  | 'id-echoed'
  /** The answer is JSON-RPC, its result as in the catalogue. */
  | 'shape'
  /** A call that is wrong is refused. */
  | 'refused'
  /** A call that is right is carried out. */
  | 'accepted'
  /** A call that is refused leaves all settings as they were. */
  | 'unchanged-by-error'
  /** A read gives what was written last. */
  | 'read-after-write'
  /** Saved settings come back after a reboot, and nothing else. */
  | 'flash'
  /** The radio is away as long as it should be, and not longer. */
  | 'blackout'
  /** Commands that wait are bounded, and each is answered. */
  | 'queue'
  /** However bytes are cut and mixed with those of others, they mean the same. */
  | 'framing'
  /** The radio still answers. */
  | 'alive';

/** Why a case was made. */
export interface Why {
  readonly generator: GeneratorName;
  readonly property: PromiseName;
  /** The boundary that a value is at, or next to: `power_dBm: 1 above 39`. */
  readonly boundary?: string;
  /** The smallest difference from a valid call: `params[0]: "40" for "39"`. */
  readonly difference?: string;
}

/** Expected outcome of a call. */
export type ExpectedOutcome =
  | { readonly kind: 'result' }
  /** One of these codes. */
  | { readonly kind: 'error'; readonly codes: readonly number[] }
  /** Either of them. */
  | { readonly kind: 'any' };

/** A call of a method, as a radio understands it. */
export interface KnownCall {
  readonly method: string;
  /** Its parameters as texts. */
  readonly params: readonly string[];
  readonly kind: 'read' | 'write' | 'action';
  readonly outcome: ExpectedOutcome;
  /** True where only its method is known: it was read from spoiled bytes. */
  readonly isUnclear?: true;
}

/** One reply of an answer. */
export interface ExpectedElement {
  readonly id: RequestId;
  readonly outcome: ExpectedOutcome;
  /** The call that it answers; undefined where the request has none. */
  readonly call?: KnownCall;
}

/** Expected reply to a request. */
export type ExpectedReply =
  /** Nothing: there are only notifications in it. */
  | { readonly kind: 'none' }
  | { readonly kind: 'single'; readonly element: ExpectedElement }
  | { readonly kind: 'batch'; readonly elements: readonly ExpectedElement[] };

/** One request: the body of a POST, or a message of the maintenance port. */
export interface RequestCase {
  readonly bytes: Uint8Array;
  /** The calls that are carried out, in their order, notifications included. */
  readonly calls: readonly KnownCall[];
  readonly reply: ExpectedReply;
  readonly why: Why;
}

const decoder = new TextDecoder();

/** The bytes of a request as text, for people: what is not UTF-8 is replaced. */
export function textOf({ bytes }: Pick<RequestCase, 'bytes'>): string {
  return decoder.decode(bytes);
}

const encoder = new TextEncoder();

/** The bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A result is expected. */
export const result: ExpectedOutcome = Object.freeze({ kind: 'result' });

/** A result or an error is expected. */
export const anyOutcome: ExpectedOutcome = Object.freeze({ kind: 'any' });

/** One of these errors is expected. */
export function errorOf(...codes: readonly number[]): ExpectedOutcome {
  return { kind: 'error', codes };
}
