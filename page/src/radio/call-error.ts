/** Outcomes of calls that did not end with a whole reply of the radio. */
const unanswered: ReadonlySet<string> = new Set([
  'timeout',
  'refused',
  'reset',
  'closed',
  'http-error',
  'invalid',
  'failed',
  'cancelled',
]);

/** Error of a call, for a person; undefined if the radio has done it. */
export function callError({
  outcome,
  error,
}: {
  readonly outcome: string;
  readonly error?: string | undefined;
}): string | undefined {
  if (outcome === 'ok') return error;
  if (unanswered.has(outcome)) return error ?? outcome;
  return `the radio answered ${outcome}${error === undefined ? '' : `: ${error}`}`;
}
