/** A value of the radio as text: `4700 20`. */
export function valueText(value: unknown, separator = ' '): string {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(separator);
}

/** A time in seconds as text. @param ms of the simulator's clock */
export function secondsText(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

/** The address of a port as text: the URL of its API, or `127.0.0.1:50000`. */
export function addressText(address: {
  readonly host: string;
  readonly port: number;
  readonly url?: string;
}): string {
  const { host, port, url } = address;
  return url ?? `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
