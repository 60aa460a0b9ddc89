/** A part of a text: from, and up to. */
export type Span = readonly [from: number, to: number];

/** No part. */
export const none: readonly Span[] = [];

/** Replaces parts of a text by asterisks of the same length. */
export function maskSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (to <= at) continue;
    const start = Math.max(from, at);
    pieces.push(text.slice(at, start), '*'.repeat(to - start));
    at = to;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}
