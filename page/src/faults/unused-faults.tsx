import { unusedFaults } from './fault-requests.js';
import type { ListedFault } from './fault-spec.js';
import { matchText, paramsText } from './fault-text.js';
import { usePolled } from './use-polled.js';

/** Interval at which they are asked for, ms. */
const everyMs = 3_000;

/** The faults that never acted since the last reset, removed ones included. */
export function UnusedFaults({
  node,
  active,
}: {
  readonly node: string;
  readonly active: readonly ListedFault[];
}) {
  const { value: unused = [] } = usePolled((signal) => unusedFaults(node, signal), everyMs, [node]);
  if (unused.length === 0) return null;
  return (
    <details class="unused">
      <summary>
        {unused.length === 1 ? '1 fault never acted' : `${unused.length} faults never acted`} since the last
        reset
      </summary>
      <p class="muted">
        No call came that it acts on, or the one that it waits for was not reached. Faults of the mode
        degraded are not listed, nor those that chance left out.
      </p>
      <ul>
        {unused.map((fault, index) => (
          <li key={index}>
            <strong>{fault.name}</strong> ({[fault.kind, paramsText(fault.params)].join(' ').trim()}) acts on{' '}
            {matchText(fault.match)}; {active.some(({ name }) => name === fault.name) ? 'on' : 'removed'}
          </li>
        ))}
      </ul>
    </details>
  );
}
