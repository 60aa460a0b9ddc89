import { useState } from 'preact/hooks';
import { api, sure } from '../api/client.js';
import { nodes } from '../simulator/nodes.js';
import { usePolling } from '../simulator/polling.js';

/** Interval at which it is checked whether the journal is on, ms. */
const checkInterval = 5_000;

/** Properties of {@link EmptyList}. */
interface EmptyListProps {
  /** ID of the radio; undefined: all. */
  readonly node: string | undefined;
  readonly isFiltered: boolean;
}

/** Why there is no exchange. */
export function EmptyList({ node, isFiltered }: EmptyListProps) {
  const [isOff, setOff] = useState(false);
  usePolling(
    async (signal) => {
      const settings = await sure(api.GET('/config', { signal }));
      setOff(settings.find(({ path }) => path === 'journal.maxEntries')?.typed === 0);
    },
    checkInterval,
    [],
  );
  const url = nodes.value?.find((each) => node === undefined || each.node === node)?.http?.url;
  return (
    <div class="panel journal-empty">
      {isOff ? (
        <p>
          The journal is off: the setting <code>journal.maxEntries</code> is 0, so nothing is kept and nothing
          is shown here.
        </p>
      ) : isFiltered ? (
        <p>No exchange that the filter lets pass, yet. It shows here as soon as there is one.</p>
      ) : (
        <p>
          No exchange yet. What a client sends{url === undefined ? '' : ' to '}
          {url !== undefined && <code>{url}</code>} shows here as it happens.
        </p>
      )}
    </div>
  );
}
