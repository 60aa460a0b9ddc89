import { useState } from 'preact/hooks';
import { api, sure } from '../api/client.js';
import { attempt } from '../shell/notices.js';
import { refreshStatus } from '../simulator/status.js';

/** Steps by which the clock is advanced. */
const steps = [
  ['1s', '1 s'],
  ['10s', '10 s'],
  ['1m', '1 min'],
] as const;

/** Buttons that advance a virtual clock. */
export function VirtualClock({ node }: { readonly node: string }) {
  const [isBusy, setIsBusy] = useState(false);
  const [duration, setDuration] = useState('');
  const path = { node };
  const run = async (action: () => Promise<unknown>) => {
    setIsBusy(true);
    await attempt(action);
    await refreshStatus().catch(() => undefined);
    setIsBusy(false);
  };
  const advance = (body: { readonly duration: string } | { readonly until: 'online' }) =>
    run(() => sure(api.POST('/nodes/{node}/clock/advance', { params: { path }, body })));
  const untilIdle = () =>
    run(() => sure(api.POST('/nodes/{node}/clock/run-until-idle', { params: { path }, body: {} })));
  return (
    <div class="advance" role="group" aria-label="Virtual clock">
      <span aria-hidden="true">Advance</span>
      {steps.map(([step, label]) => (
        <button
          key={step}
          type="button"
          class="small"
          aria-label={`Advance ${label}`}
          disabled={isBusy}
          onClick={() => void advance({ duration: step })}
        >
          {label}
        </button>
      ))}
      <button
        type="button"
        class="small"
        aria-label="Advance until online"
        disabled={isBusy}
        onClick={() => void advance({ until: 'online' })}
      >
        until online
      </button>
      <button
        type="button"
        class="small"
        aria-label="Advance until idle"
        disabled={isBusy}
        onClick={() => void untilIdle()}
      >
        until idle
      </button>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void advance({ duration: duration.trim() });
        }}
      >
        <input
          aria-label="Duration"
          placeholder="30s, 5m, 1h"
          size={9}
          value={duration}
          onInput={({ currentTarget }) => setDuration(currentTarget.value)}
        />
        <button
          type="submit"
          class="small"
          aria-label="Advance by this duration"
          disabled={isBusy || duration.trim() === ''}
        >
          by this
        </button>
      </form>
    </div>
  );
}
