/** Intervals between two looks at a network, real ms. */
export interface Intervals {
  readonly nodes: number;
  readonly links: number;
}

/** Parts of an event about a network; texts are JSON. */
interface MessageParts {
  /** The network's time. */
  readonly seconds: number;
  readonly everyMs: Intervals;
  /** The node at which the routes begin; null where there is none. */
  readonly from: number | null;
  readonly nodes: string;
  readonly links: string;
  /** Undefined where no route has changed. */
  readonly routes: string | undefined;
  readonly moved?: string | undefined;
  readonly removed?: string | undefined;
}

/** An event about a network as JSON: its long parts are texts already, which several followers share. */
export function networkMessage({
  seconds,
  everyMs,
  from,
  nodes,
  links,
  routes,
  moved,
  removed,
}: MessageParts): string {
  const head = `"seconds":${seconds},"everyMs":${JSON.stringify(everyMs)},"from":${from}`;
  const tail = `${memberOf('moved', moved)}${memberOf('routes', routes)}${memberOf('removed', removed)}`;
  return `{${head},"nodes":[${nodes}],"links":[${links}]${tail}}`;
}

function memberOf(name: string, json: string | undefined): string {
  return json === undefined ? '' : `,"${name}":${json}`;
}
