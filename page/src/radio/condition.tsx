import { api, sure } from '../api/client.js';
import { fragmentOf } from '../shell/route.js';
import { type Status, status } from '../simulator/status.js';
import { Panel } from './panel.js';
import { steer } from './steer.js';

/** Modes, and what a client sees of each. */
const modes: readonly (readonly [Status['mode'], string])[] = [
  ['normal', 'normal'],
  ['degraded', 'degraded: edge of the range'],
  ['offline', 'offline: no answer'],
];

/** Mode and readiness of the radio. */
export function Condition({ node }: { readonly node: string }) {
  const known = status.value;
  if (known === undefined) return null;
  const { health, lifecycle, mode, faults } = known;
  return (
    <Panel title="Condition">
      <p class="condition">
        <span class={`badge ${health.ready ? 'good' : 'bad'}`}>{health.ready ? 'ready' : 'not ready'}</span>
        {lifecycle !== 'running' && <span class="badge medium">{lifecycle}</span>}
        <label>
          Mode{' '}
          <select value={mode} onChange={({ currentTarget }) => void setMode(node, currentTarget)}>
            {modes.map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </p>
      {faults > 0 && (
        <p>
          <a href={fragmentOf('faults', node)}>
            {faults === 1 ? '1 fault is on' : `${faults} faults are on`}
          </a>
        </p>
      )}
      {health.reasons.length > 0 && (
        <ul class="reasons">
          {health.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

async function setMode(node: string, select: HTMLSelectElement): Promise<void> {
  const mode = modes.map(([name]) => name).find((name) => name === select.value);
  if (mode === undefined) return;
  const done = await steer(
    () => sure(api.PUT('/nodes/{node}/mode', { params: { path: { node } }, body: { mode } })),
    `The radio's mode is ${mode}.`,
  );
  if (!done) select.value = status.peek()?.mode ?? select.value;
}
