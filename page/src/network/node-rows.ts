import type { NodeState } from './node-state.js';

/** A node in the table. */
export interface NodeRow {
  readonly nodeid: number;
  readonly name: string;
  readonly state: NodeState;
  /** True if it has ports. */
  readonly served: boolean;
  readonly links: number;
  /** Number of links on the route to it; null: no route. */
  readonly hops: number | null;
  /** SNR of the weakest link of that route, dB. */
  readonly snr: number | null;
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude: number;
}

/** Columns of the table, in their order. */
export const columns = [
  'name',
  'nodeid',
  'state',
  'hops',
  'snr',
  'links',
  'latitude',
  'longitude',
  'altitude',
] as const;

/** One of {@link columns}. */
export type Column = (typeof columns)[number];

/** An order of the table. */
export interface Order {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** Rows on a page. */
const pageSize = 100;

const collator = new Intl.Collator('en', { numeric: true });

/** Rows in which each word of the filter occurs: in name, node ID, state, or "radio" and "neighbour". */
export function filteredRows(rows: readonly NodeRow[], filter: string): readonly NodeRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ name, nodeid, state, served }) => {
    const text = `${name}\n${nodeid}\n${state.text}\n${served ? 'radio' : 'neighbour'}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Rows in an order. Those without a value are last in both directions; equal ones stand by node ID. */
export function sortedRows(rows: readonly NodeRow[], { column, isDescending }: Order): readonly NodeRow[] {
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [first, second] = [valueOf(one, column), valueOf(other, column)];
    if (first === null || second === null) {
      if (first !== second) return first === null ? 1 : -1;
    } else {
      const difference =
        typeof first === 'number' && typeof second === 'number'
          ? first - second
          : collator.compare(String(first), String(second));
      if (difference !== 0) return sign * difference;
    }
    return one.nodeid - other.nodeid;
  });
}

function valueOf(row: NodeRow, column: Column): number | string | null {
  return column === 'state' ? row.state.text : row[column];
}

/** A page of rows, counted from 0; the last one for a number beyond it. */
export function pageOf(
  rows: readonly NodeRow[],
  page: number,
): { readonly page: number; readonly pages: number; readonly rows: readonly NodeRow[] } {
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const bounded = Math.min(Math.max(page, 0), pages - 1);
  return { page: bounded, pages, rows: rows.slice(bounded * pageSize, (bounded + 1) * pageSize) };
}
