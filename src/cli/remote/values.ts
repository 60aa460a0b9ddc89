/** A value of the radio as a person reads it: `4700 20`. */
export function valueText(value: unknown): string {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(' ');
}

/** A time as a person reads it. @param ms of the simulator's clock */
export function secondsText(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
