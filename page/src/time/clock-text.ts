/** The date of a wall time: `2026-11-30`. */
export function dateText(wallTime: number): string {
  return isoOf(wallTime).slice(0, 10);
}

/** The time of day of a wall time: `01:52:12 UTC`. */
export function timeText(wallTime: number): string {
  return `${isoOf(wallTime).slice(11, 19)} UTC`;
}

/** A wall time as a machine reads it; one that no date has is that of the epoch. */
export function isoOf(wallTime: number): string {
  const date = new Date(wallTime);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}

/** The speed of a clock: `real time`, `×10`. */
export function scaleText(scale: number | null | undefined): string {
  return scale === undefined || scale === null || scale === 1 ? 'real time' : `×${scale}`;
}
