import { api, sure } from '../api/client.js';
import { status } from '../simulator/status.js';
import { Panel } from './panel.js';
import { steer } from './steer.js';

/** The queue of the radio's worker, which can be held. */
export function Queue({ node }: { readonly node: string }) {
  const known = status.value;
  if (known === undefined) return null;
  const {
    worker: { waiting, running, paused, unended },
    stats: { queueCapacity },
  } = known;
  return (
    <Panel title="Queue">
      <dl class="facts">
        <dt>Waiting</dt>
        <dd>
          {waiting} of {queueCapacity} places
        </dd>
        <dt>Running</dt>
        <dd>{running ? 'one job' : 'nothing'}</dd>
        <dt>State</dt>
        <dd>
          <span class={`badge ${paused ? 'medium' : 'good'}`}>{paused ? 'held' : 'open'}</span>
        </dd>
        <dt>Unended</dt>
        <dd>{unended.length === 0 ? 'none' : unended.join(', ')}</dd>
      </dl>
      <p class="toolbar">
        <button type="button" disabled={paused} onClick={() => void setPaused(node, true)}>
          Hold
        </button>
        <button type="button" disabled={!paused} onClick={() => void setPaused(node, false)}>
          Release
        </button>
        <span class="muted">{paused ? 'New requests wait.' : 'While it is held, new requests wait.'}</span>
      </p>
    </Panel>
  );
}

async function setPaused(node: string, isPaused: boolean): Promise<void> {
  const options = { params: { path: { node } } };
  await steer(
    () =>
      isPaused
        ? sure(api.POST('/nodes/{node}/worker/pause', options))
        : sure(api.POST('/nodes/{node}/worker/resume', options)),
    isPaused ? 'The queue is held.' : 'The queue is released.',
  );
}
