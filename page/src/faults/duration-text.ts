const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A duration for a person: `250 ms`, `9 s`, `1 min 20 s`, `2 d 3 h`: the two largest units, rounded down. */
export function durationText(ms: number): string {
  const index = units.findIndex(([, size]) => ms >= size);
  const [name, size] = units[index] ?? ['ms', 1];
  if (index < 0) return `${Math.round(ms)} ms`;
  const whole = Math.floor(ms / size);
  const [nextName, nextSize] = units[index + 1] ?? ['', 0];
  const rest = nextSize === 0 ? 0 : Math.floor((ms - whole * size) / nextSize);
  if (rest > 0) return `${whole} ${name} ${rest} ${nextName}`;
  return name === 's' ? `${Math.floor(ms / 100) / 10} s` : `${whole} ${name}`;
}
