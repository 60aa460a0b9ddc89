import { useMemo, useRef, useState } from 'preact/hooks';
import { nodes } from '../simulator/nodes.js';
import { levelOf } from './level.js';
import type { NetworkStore } from './network-store.js';
import {
  type Column,
  type NodeRow,
  type Order,
  columns,
  filteredRows,
  pageOf,
  sortedRows,
} from './node-rows.js';
import { useThrottled } from './throttled.js';

const refreshMs = 1_000;

const titles: Readonly<Record<Column, string>> = {
  name: 'Name',
  nodeid: 'Node ID',
  state: 'State',
  hops: 'Hops',
  snr: 'SNR dB',
  links: 'Links',
  latitude: 'Latitude',
  longitude: 'Longitude',
  altitude: 'Altitude m',
};

const textColumns: readonly Column[] = ['name', 'state'];

/** The table of all nodes. It follows the network once a second. */
export function NodeTable({ store }: { store: NetworkStore }) {
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Order>({ column: 'nodeid', isDescending: false });
  const [wanted, setWanted] = useState(0);
  const count = useThrottled(() => [store.version.value, nodes.value], refreshMs, [store]);
  const all = useMemo(() => rowsOf(store), [store, count]);
  const { rows, hold, release } = useOrdered(filteredRows(all, filter), order, filter);
  const { page, pages, rows: shown } = pageOf(rows, wanted);
  const found = rows.length === all.length ? `${all.length} nodes` : `${rows.length} of ${all.length} nodes`;
  return (
    <section class="panel node-table" aria-label="Nodes">
      <div class="toolbar">
        <h2>Nodes</h2>
        <label class="filter">
          <span class="visually-hidden">Filter nodes</span>
          <input
            type="search"
            placeholder="Filter: name, ID, state"
            value={filter}
            onInput={({ currentTarget }) => setFilter(currentTarget.value)}
          />
        </label>
        <span class="muted" role="status">
          {found}
        </span>
      </div>
      <div
        class="scroll"
        role="region"
        aria-label="Table of nodes"
        tabIndex={0}
        onPointerEnter={hold}
        onPointerLeave={release}
      >
        <table>
          <caption class="visually-hidden">
            Nodes of the network. SNR is that of the weakest link on the route to the node.
          </caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <SortHeader key={column} column={column} order={order} onOrder={setOrder} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.nodeid} row={row} store={store} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p class="muted">No node matches this filter.</p>}
      </div>
      {pages > 1 && <Pages page={page} pages={pages} onPage={setWanted} />}
    </section>
  );
}

function rowsOf(store: NetworkStore): readonly NodeRow[] {
  const links = new Map<number, number>();
  for (const { nodes: ends, cut } of store.model.links.values())
    if (cut !== 'both') for (const end of ends) links.set(end, (links.get(end) ?? 0) + 1);
  const routes = new Map(store.model.routes.map((route) => [route.to, route]));
  return [...store.model.nodes.values()].map((node) => {
    const route = routes.get(node.nodeid);
    return {
      nodeid: node.nodeid,
      name: node.name,
      state: store.stateOf(node),
      served: node.served,
      links: links.get(node.nodeid) ?? 0,
      hops: route === undefined ? null : route.nodes.length - 1,
      snr: route?.snr ?? null,
      ...node.position,
    };
  });
}

/** Rows in an order, which stays as it is while a pointer is over them: a row that leaves can't be clicked. */
function useOrdered(rows: readonly NodeRow[], order: Order, filter: string) {
  const isHeld = useRef(false);
  const last = useRef<{ key: string; places: ReadonlyMap<number, number> }>({ key: '', places: new Map() });
  const key = `${order.column} ${order.isDescending} ${filter}`;
  const { places } = last.current;
  const isKept = isHeld.current && last.current.key === key;
  const ordered = isKept
    ? [...rows].sort(
        (one, other) => (places.get(one.nodeid) ?? rows.length) - (places.get(other.nodeid) ?? rows.length),
      )
    : sortedRows(rows, order);
  if (!isKept) last.current = { key, places: new Map(ordered.map(({ nodeid }, index) => [nodeid, index])) };
  return {
    rows: ordered,
    hold: () => (isHeld.current = true),
    release: () => (isHeld.current = false),
  };
}

/** Properties of {@link SortHeader}. */
interface SortHeaderProps {
  readonly column: Column;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

function SortHeader({ column, order, onOrder }: SortHeaderProps) {
  const isOurs = order.column === column;
  const direction = order.isDescending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      class={textColumns.includes(column) ? undefined : 'number'}
      aria-sort={isOurs ? direction : undefined}
    >
      <button
        type="button"
        class="sort"
        onClick={() => onOrder({ column, isDescending: isOurs && !order.isDescending })}
      >
        {titles[column]}
        <span aria-hidden="true">{isOurs ? (order.isDescending ? ' ▼' : ' ▲') : ''}</span>
      </button>
    </th>
  );
}

function Row({ row, store }: { row: NodeRow; store: NetworkStore }) {
  const selection = store.selection.value;
  const isChosen = selection?.kind === 'node' && selection.nodeid === row.nodeid;
  const choose = () => store.selectAndShow(row.nodeid);
  return (
    <tr class={isChosen ? 'chosen' : undefined} onClick={choose}>
      <th scope="row">
        <button
          type="button"
          class="plain"
          aria-pressed={isChosen}
          onClick={(event) => {
            event.stopPropagation();
            choose();
          }}
        >
          {row.name === '' ? row.nodeid : row.name}
        </button>
      </th>
      <td class="number">{row.nodeid}</td>
      <td>
        <span class={`badge ${row.state.kind}`}>{row.state.text}</span>
      </td>
      <td class="number">{row.hops ?? '–'}</td>
      <td class="number">{row.snr === null ? '–' : <Snr snr={row.snr} />}</td>
      <td class="number">{row.links}</td>
      <td class="number">{row.latitude.toFixed(5)}</td>
      <td class="number">{row.longitude.toFixed(5)}</td>
      <td class="number">{Math.round(row.altitude)}</td>
    </tr>
  );
}

/** An SNR in the colour of its group. */
export function Snr({ snr }: { snr: number }) {
  return <span class={`snr-${levelOf(snr)}`}>{snr.toFixed(1)}</span>;
}

/** Properties of {@link Pages}. */
interface PagesProps {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

function Pages({ page, pages, onPage }: PagesProps) {
  return (
    <nav class="toolbar" aria-label="Pages of the table">
      <button type="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </button>
      <span>
        Page {page + 1} of {pages}
      </span>
      <button type="button" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        Next
      </button>
    </nav>
  );
}
