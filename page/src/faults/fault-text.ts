/** The members of a match, as GET /faults has them. */
export interface ListedMatch {
  readonly method?: unknown;
  readonly access?: string | undefined;
  readonly port?: string | undefined;
  readonly report?: string | undefined;
  readonly peer?: string | undefined;
  readonly nth?: number | undefined;
  readonly params?: readonly unknown[] | undefined;
}

/** Subject of a fault, for a person: `freq, bw; writes; on http`. */
export function matchText({ method, access, port, report, peer, nth, params }: ListedMatch): string {
  const parts = [
    method === undefined ? undefined : [method].flat().map(nameOf).join(', '),
    access === undefined ? undefined : `${access}s`,
    params === undefined ? undefined : `with ${JSON.stringify(params)}`,
    report === undefined ? undefined : `reports of ${report}`,
    port === undefined ? undefined : `on ${port}`,
    peer === undefined ? undefined : `of ${peer}`,
    nth === undefined ? undefined : `only no. ${nth}`,
  ].filter((each) => each !== undefined);
  return parts.length === 0 ? 'all' : parts.join('; ');
}

/** A method, or one that the radio does not have: `{ unknown: "frq" }`. */
function nameOf(method: unknown): string {
  if (typeof method === 'string') return method;
  const isUnknown = typeof method === 'object' && method !== null && 'unknown' in method;
  return isUnknown ? `${String(method.unknown)} (unknown)` : JSON.stringify(method);
}

/** Parameters for a person: `ms=400 jitter=0`, as `silvus-mock fault list` prints them. */
export function paramsText(params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}

/** A probability for a person: `50 %`. */
export function chanceText(probability: number): string {
  return `${Number((probability * 100).toPrecision(4))} %`;
}

/** Number of times that a fault acted: `2`, `2 of 5`. */
export function actedText(applied: number, times: number | null): string {
  return times === null ? String(applied) : `${applied} of ${times}`;
}
