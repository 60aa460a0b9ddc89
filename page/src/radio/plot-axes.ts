/** Window of the plots at most, s. */
const longest = 900;

/** Window of the plots at least, s. */
const shortest = 60;

/** Steps between the marks of the time axis, s. */
const steps = [15, 30, 60, 120, 180, 300];

/** Marks on the time axis at most. */
const maxMarks = 6;

/** First and last time of the window that shows these times. */
export function timeWindow(times: ArrayLike<number>): [number, number] {
  const last = times[times.length - 1] ?? 0;
  const first = times[0] ?? last;
  return [last - Math.min(longest, Math.max(shortest, last - first)), last];
}

/** Times of the marks: whole steps before the end of the window. */
export function timeMarks(min: number, max: number): number[] {
  const step = steps.find((each) => (max - min) / each < maxMarks) ?? longest;
  const count = Math.floor((max - min) / step + 1e-6);
  return Array.from({ length: count + 1 }, (_, index) => max - (count - index) * step);
}

/** Time before the end of the window: `−2 min 30 s`; `now` at its end. */
export function agoText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole === 0) return 'now';
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes === 0) return `−${rest} s`;
  return rest === 0 ? `−${minutes} min` : `−${minutes} min ${rest} s`;
}

/** Range of the axis of figures: at least `span`, with room above and below, not below 0 without need. */
export function figureRange(min: number | null, max: number | null, span: number): [number, number] {
  if (min === null || max === null) return [0, span];
  const missing = Math.max(0, span - (max - min));
  const room = (max - min) * 0.08;
  const low = min - missing / 2 - room;
  return min >= 0 && low < 0 ? [0, Math.max(max + room, span)] : [low, max + missing / 2 + room];
}

/** A figure at a mark of the axis: without zeros at its end. */
export function markText(figure: number): string {
  return String(Number(figure.toFixed(3))).replace('-', '−');
}

/** A figure with at most three digits behind the point, as many as its size needs. */
export function figureText(figure: number | null): string {
  if (figure === null) return '–';
  const size = Math.abs(figure);
  const digits = size >= 100 || Number.isInteger(figure) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return figure.toFixed(digits).replace('-', '−');
}
