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
  const names = useNames(named ?? served[0]?.node, named !== undefined);
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
          key={JSON.stringify([named, queryOf(filter)])}
          node={named}
          only={named ?? (served.length === 1 ? served[0]?.node : undefined)}
          filter={filter}
          names={names}
          onFilter={apply}
        />
      )}
    </section>
  );
}

/**
 * The names that a radio knows; undefined until they have come. Where the radio is not the one that is asked for but the
 * first of all, they stay until those of the next first one have come.
 */
function useNames(node: string | undefined, isNamed: boolean): KnownNames | undefined {
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
  if (isNamed && loaded?.node !== node) return undefined;
  const hasNone = node === undefined && nodes.value !== undefined;
  return loaded?.names ?? (hasNone ? noNames : undefined);
}

/** Where there is no radio. */
const noNames: KnownNames = { methods: undefined, outcomes: new Set() };
