/** Rows of a list that are drawn: from `first` up to, but without, `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** Rows drawn beyond each edge, so that a scroll finds them there. */
const extraRows = 8;

/** The rows in view, and some around them. Sizes in pixels. */
export function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const firstInView = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const inView = Math.ceil(height / rowHeight) + 1;
  const first = Math.max(0, Math.min(firstInView, count - inView) - extraRows);
  return { first, end: Math.min(count, Math.max(0, firstInView) + inView + extraRows) };
}
