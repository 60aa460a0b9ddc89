import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../api/api-error.js';
import { api, sure } from '../api/client.js';
import type { paths } from '../api/openapi.js';
import { usePolling } from '../simulator/polling.js';
import type { NetworkStore } from './network-store.js';
import { Snr } from './node-table.js';
import { setCut } from './steering.js';
import { useThrottled } from './throttled.js';

/** Why one direction of a link is as it is. */
type Explanation = paths['/network/explain']['get']['responses'][200]['content']['application/json'];

const everyMs = 2_000;

const refreshMs = 500;

/** The chosen link: both directions, why they are as they are, and what cuts and joins them. */
export function LinkPanel({ store, nodes }: { store: NetworkStore; nodes: readonly [number, number] }) {
  useThrottled(() => store.version.value, refreshMs, [store]);
  const link = store.model.link(...nodes);
  const [one, other] = nodes;
  const isCut = (from: number) =>
    link?.cut === 'both' || link?.cut === (from === link?.nodes[0] ? 'forward' : 'reverse');
  return (
    <>
      <p>
        {nodes.map((nodeid) => (
          <button key={nodeid} type="button" class="plain" onClick={() => store.selectAndShow(nodeid)}>
            {store.model.nameOf(nodeid)} ({nodeid})
          </button>
        ))}
        {link !== undefined && ` ${Math.round(link.distance)} m apart`}
      </p>
      <Direction store={store} ends={[one, other]} isCut={isCut(one)} />
      <Direction store={store} ends={[other, one]} isCut={isCut(other)} />
    </>
  );
}

/** Properties of {@link Direction}. */
interface DirectionProps {
  readonly store: NetworkStore;
  /** Sender and receiver. */
  readonly ends: readonly [number, number];
  readonly isCut: boolean;
}

function Direction({ store, ends, isCut }: DirectionProps) {
  const [from, to] = ends;
  const [sender, receiver] = [store.model.nameOf(from), store.model.nameOf(to)];
  const [steered, setSteered] = useState(0);
  const { explanation, error } = useExplanation(from, to, steered + (isCut ? 0.5 : 0));
  const steer = async () => {
    if (await setCut(store, ends, !isCut)) setSteered((before) => before + 1);
  };
  const action = isCut ? 'Join' : 'Cut';
  return (
    <section class="direction" aria-label={`${sender} to ${receiver}`}>
      <div class="toolbar">
        <h3>
          {sender} → {receiver}
        </h3>
        <button type="button" aria-label={`${action} ${sender} to ${receiver}`} onClick={() => void steer()}>
          {action}
        </button>
      </div>
      {error !== undefined && <p class="error">{error}</p>}
      {explanation !== undefined && <Budget explanation={explanation} receiver={receiver} />}
    </section>
  );
}

function Budget({
  explanation: { link, reason, lines },
  receiver,
}: {
  explanation: Explanation;
  receiver: string;
}) {
  return (
    <>
      {reason !== null && (
        <p>
          {receiver} hears nothing: {reason.text}.
        </p>
      )}
      {link !== null && (
        <p>
          SNR <Snr snr={link.snr} /> dB, MCS {link.mcs}, {link.throughput.toFixed(1)} Mb/s
        </p>
      )}
      {lines.length > 0 && (
        <details open>
          <summary>Budget</summary>
          <div class="scroll" role="region" aria-label={`Budget of ${receiver}`} tabIndex={0}>
            <table class="budget">
              <thead>
                <tr>
                  <th scope="col">Line</th>
                  <th scope="col" class="number">
                    Value
                  </th>
                  <th scope="col">From</th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ name, value, unit, note }, index) => (
                  <tr key={index}>
                    <th scope="row">{name}</th>
                    <td class="number">
                      {value === null ? '–' : Number(value.toFixed(2))} {unit}
                    </td>
                    <td>{note}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </>
  );
}

/** The explanation of a direction; it is asked for again when `change` changes. */
function useExplanation(from: number, to: number, change: number) {
  const [explanation, setExplanation] = useState<Explanation | undefined>(undefined);
  const [error, setError] = useState<string | undefined>(undefined);
  useEffect(() => {
    setExplanation(undefined);
    setError(undefined);
  }, [from, to]);
  usePolling(
    async (signal) => {
      try {
        const query = { from, to };
        setExplanation(await sure(api.GET('/network/explain', { params: { query }, signal })));
        setError(undefined);
      } catch (caught) {
        if (!signal.aborted) setError(messageOf(caught));
      }
    },
    everyMs,
    [from, to, change],
  );
  return { explanation, error };
}
