/** Ports with exchanges. */
export const portNames = ['http', 'https', 'maintenance'] as const;

/** Exchanges a second that can be asked for. */
export const rates = [5, 20, 100, 1_000] as const;

/** One of {@link rates}. */
type Rate = (typeof rates)[number];

const defaultRate: Rate = 20;

/** Members of a filter that choose exchanges. */
const keys = ['method', 'outcome', 'peer', 'fault', 'port'] as const;

/** Choice of the exchanges that are shown; what is undefined matches all. */
export interface JournalFilter {
  readonly method?: string | undefined;
  readonly outcome?: string | undefined;
  readonly peer?: string | undefined;
  /** Name of a fault that acted. */
  readonly fault?: string | undefined;
  readonly port?: (typeof portNames)[number] | undefined;
  /** Maximum number of exchanges a second. */
  readonly rate: Rate;
}

/** The filter in the query of an address; what is not allowed there is left out. */
export function filterOf(query: string): JournalFilter {
  const search = new URLSearchParams(query);
  const text = (key: string) => search.get(key)?.trim() || undefined;
  return {
    method: text('method'),
    outcome: text('outcome'),
    peer: text('peer'),
    fault: text('fault'),
    port: portNames.find((each) => each === text('port')),
    rate: rates.find((each) => String(each) === text('rate')) ?? defaultRate,
  };
}

/** The query of an address for a filter: `method=freq&rate=100`. */
export function queryOf(filter: JournalFilter): string {
  const search = new URLSearchParams();
  for (const key of keys) {
    const value = filter[key];
    if (value !== undefined) search.set(key, value);
  }
  if (filter.rate !== defaultRate) search.set('rate', String(filter.rate));
  return search.toString();
}

/** True if a filter lets everything pass. */
export function isEmpty(filter: JournalFilter): boolean {
  return keys.every((key) => filter[key] === undefined);
}

/** Names by which the control plane checks a filter. */
export interface KnownNames {
  /** Methods of the radio; undefined if they could not be found out. */
  readonly methods: ReadonlySet<string> | undefined;
  readonly outcomes: ReadonlySet<string>;
}

/** Parameters of a request for exchanges. */
export interface ExchangeParameters {
  readonly method?: string;
  readonly unknownMethod?: string;
  readonly outcome?: string;
  readonly unknownOutcome?: string;
  readonly peer?: string;
  readonly fault?: string;
  readonly port?: (typeof portNames)[number];
}

/**
 * The parameters of a filter. The control plane refuses a name that the radio does not have, unless it is said to be
 * unknown, so that a wrong letter is noticed. Here it is said of each name that is not known.
 */
export function exchangeParameters(
  { method, outcome, peer, fault, port }: JournalFilter,
  { methods, outcomes }: KnownNames,
): ExchangeParameters {
  return {
    ...(method === undefined ? {} : isKnown(method, methods) ? { method } : { unknownMethod: method }),
    ...(outcome === undefined ? {} : isKnown(outcome, outcomes) ? { outcome } : { unknownOutcome: outcome }),
    ...(peer === undefined ? {} : { peer }),
    ...(fault === undefined ? {} : { fault }),
    ...(port === undefined ? {} : { port }),
  };
}

function isKnown(name: string, known: ReadonlySet<string> | undefined): boolean {
  return known?.has(name) !== false;
}
