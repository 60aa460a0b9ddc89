import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Row } from './exchange-rows.js';
import { type RowWindow, rowWindow } from './row-window.js';

/** Height of a row before one was measured, pixels. */
const defaultRowHeight = 30;

/** A scrolled list of rows of one height, of which only those in view are drawn. */
interface RowScrolling {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly window: RowWindow;
  /** Pixels. */
  readonly rowHeight: number;
  /** True while the newest row is out of view. */
  readonly isScrolled: boolean;
  readonly onScroll: () => void;
  /** Scrolls to a row and puts the focus on it, once it is drawn. */
  readonly focus: (index: number) => void;
}

/** @param openedKey key of the row that is kept in view */
export function useRowScrolling(rows: readonly Row[], openedKey: number | undefined): RowScrolling {
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [rowHeight, setRowHeight] = useState(defaultRowHeight);
  /** Key of the row that gets the focus once it is drawn. */
  const wanted = useRef<number | undefined>(undefined);

  const measure = () => {
    const { current } = scroller;
    if (current !== null) setView({ top: current.scrollTop, height: current.clientHeight });
  };
  useLayoutEffect(() => {
    if (scroller.current === null) return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.current);
    measure();
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const height = body.current?.querySelector('tr.exchange')?.getBoundingClientRect().height ?? 0;
    if (height > 0 && Math.abs(height - rowHeight) > 0.1) setRowHeight(height);
    if (wanted.current !== undefined && focusRow(body.current, wanted.current)) wanted.current = undefined;
  });
  const scrollTo = (index: number) => {
    if (scroller.current === null) return;
    bringIntoView(scroller.current, index * rowHeight, rowHeight);
    measure();
  };
  useEffect(() => {
    const index = rows.findIndex(({ key }) => key === openedKey);
    if (index !== -1) scrollTo(index);
  }, [openedKey, view.height]);
  return {
    scroller,
    body,
    window: rowWindow(view.top, view.height, rowHeight, rows.length),
    rowHeight,
    isScrolled: view.top > rowHeight / 2,
    onScroll: measure,
    focus: (index) => {
      const row = rows[index];
      if (row === undefined) return;
      wanted.current = row.key;
      scrollTo(index);
      // Where nothing had to be scrolled, nothing is drawn again.
      if (focusRow(body.current, row.key)) wanted.current = undefined;
    },
  };
}

/** Scrolls no further than it takes to see a row below the head of the table. */
function bringIntoView(scroller: HTMLElement, top: number, rowHeight: number): void {
  const head = scroller.querySelector('thead')?.getBoundingClientRect().height ?? 0;
  const lowest = top - (scroller.clientHeight - head - rowHeight);
  scroller.scrollTop = Math.min(Math.max(scroller.scrollTop, lowest), top);
}

/** Puts the focus on the button of a row; false if that is not drawn. */
function focusRow(body: HTMLElement | null, key: number): boolean {
  const button = body?.querySelector<HTMLElement>(`tr[data-key="${key}"] button`) ?? undefined;
  button?.focus({ preventScroll: true });
  return button !== undefined;
}
