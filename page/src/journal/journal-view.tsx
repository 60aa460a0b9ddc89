import { useMemo, useState } from 'preact/hooks';
import { replaceQuery, route } from '../shell/route.js';
import { nodes, servedNodes } from '../simulator/nodes.js';
import { usePolling } from '../simulator/polling.js';
import { ExchangeList } from './exchange-list.js';
import { FilterBar } from './filter-bar.js';
import { type JournalFilter, type KnownNames, filterOf, queryOf } from './journal-filter.js';
import './journal.css';
import { loadNames } from './known-names.js';

/** Time after which names that could not be had are asked for again, ms. */
const retryTime = 2_000;

/** The view "Journal": the exchanges of one radio or of all, as they happen. */
export function JournalView() {
  const { query, node: named } = route.value;
  const served = servedNodes.value;
  const filter = useMemo(() => filterOf(query), [query]);
  const node = named ?? (served.length === 1 ? served[0]?.node : undefined);
  const names = useNames(node ?? served[0]?.node);
  const apply = (next: JournalFilter) => replaceQuery(queryOf(next));
  return (
    <section class="journal" aria-labelledby="journal-title">
      <h1 id="journal-title" class="visually-hidden">
        Journal
      </h1>
      <FilterBar filter={filter} names={names} onChange={apply} />
      {names === undefined ? (
        <p class="muted">{nodes.value === undefined ? 'Asking the simulator …' : 'Asking the radio …'}</p>
      ) : (
        <ExchangeList
          key={JSON.stringify([node, queryOf(filter)])}
          node={node}
          filter={filter}
          names={names}
          onFilter={apply}
        />
      )}
    </section>
  );
}

/** The names that a radio knows; undefined until they have come. */
function useNames(node: string | undefined): KnownNames | undefined {
  const [loaded, setLoaded] = useState<{ readonly node: string; readonly names: KnownNames }>();
  usePolling(
    async (signal) => {
      const all = nodes.peek();
      if (node === undefined || all === undefined || loaded?.node === node) return;
      const isThere = all.some((each) => each.node === node);
      const names = isThere ? await loadNames(node, signal) : noNames;
      setLoaded({ node, names });
    },
    retryTime,
    [node, loaded, nodes.value === undefined],
  );
  return loaded !== undefined && loaded.node === node ? loaded.names : undefined;
}

/** For a radio that is not there. */
const noNames: KnownNames = { methods: undefined, outcomes: new Set() };
