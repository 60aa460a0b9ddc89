import type { ListedMatch } from './fault-text.js';

/** A fault, as GET /faults lists it. */
export interface ListedFault {
  readonly name: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly match: ListedMatch;
  readonly probability: number;
  readonly times: number | null;
  readonly for: number | null;
  readonly remaining: number | null;
  readonly delayBefore: number;
  readonly applied: number;
}

/** A key that the control plane hides: an asterisk for each character. */
const hidden = /\*{8}/;

/** Why a fault can't be put on again once it is off; undefined if it can. */
export function reasonToStay({ kind, params, match }: ListedFault): string | undefined {
  if (kind === 'custom') return 'it is code of the program that added it';
  if (hidden.test(JSON.stringify([params, match]))) return 'the control plane hides a key in it';
  return undefined;
}

/** The body of POST /faults that adds a listed fault anew. */
export function specOf(fault: ListedFault): Readonly<Record<string, unknown>> {
  const { name, kind, params, match, probability, times, delayBefore } = fault;
  return {
    ...params,
    kind,
    name,
    match,
    probability,
    ...(times === null ? {} : { times }),
    ...(fault.for === null ? {} : { for: fault.for }),
    delayBefore,
  };
}
