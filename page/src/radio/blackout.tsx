import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { api, sure } from '../api/client.js';
import { type ReceivedStatus, receivedStatus, refreshStatus } from '../simulator/status.js';
import { type Countdown, durationText, leftOf, nextCountdown, partLeft, realTimeToEnd } from './countdown.js';
import { steer } from './steer.js';

/** Causes that a person can begin a blackout for. */
const causes = ['manual', 'soft-boot', 'power-change', 'reboot', 'zeroize'] as const;

/** The blackout of the radio as a bar that counts down, or a form that begins one. */
export function BlackoutPanel({ node }: { readonly node: string }) {
  const heading = useId();
  const received = receivedStatus.value;
  const countdown = useCountdown(received);
  return (
    <section class={`panel blackout${countdown === undefined ? '' : ' on'}`} aria-labelledby={heading}>
      <h2 id={heading}>Blackout</h2>
      <p role="status" class="blackout-state">
        {received === undefined ? '' : stateText(countdown)}
      </p>
      {countdown !== undefined && <BlackoutBar countdown={countdown} node={node} />}
      {received !== undefined && countdown?.cause !== 'offline' && (
        <BeginForm node={node} isOn={countdown !== undefined} />
      )}
    </section>
  );
}

function stateText(countdown: Countdown | undefined): string {
  if (countdown === undefined) return 'online';
  if (countdown.cause === 'offline') return 'offline, with no end: its mode is offline';
  return `in blackout: ${countdown.cause}`;
}

function useCountdown(received: ReceivedStatus | undefined): Countdown | undefined {
  const kept = useRef<Countdown>(undefined);
  if (received === undefined || kept.current?.at === received.at) return received && kept.current;
  const {
    status: { blackout, clock },
    at,
  } = received;
  kept.current = nextCountdown(kept.current, blackout, at, clock.virtual ? 0 : (clock.scale ?? 1));
  return kept.current;
}

/** Longest time for which a timer is set, ms: each status sets it anew, and one of weeks fires at once in a browser. */
const longestTimer = 3_600_000;

interface BarProps {
  readonly countdown: Countdown;
  readonly node: string;
}

function BlackoutBar({ countdown, node }: BarProps) {
  const text = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    let shown = '';
    const draw = () => {
      const now = performance.now();
      const left = leftOf(countdown, now);
      const next = left === undefined ? 'no end' : `${durationText(left)} left`;
      if (next !== shown && text.current !== null) text.current.textContent = shown = next;
      if (bar.current !== null) bar.current.style.transform = `scaleX(${partLeft(countdown, now)})`;
      if (countdown.speed > 0 && left !== 0) frame = requestAnimationFrame(draw);
    };
    draw();
    const end = realTimeToEnd(countdown, performance.now());
    const timer =
      end === undefined || end > longestTimer
        ? undefined
        : setTimeout(() => void refreshStatus().catch(() => undefined), end + 10);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [countdown]);
  const left = leftOf(countdown, countdown.at);
  return (
    <div class="blackout-bar">
      <div
        role="progressbar"
        aria-label="Time left of the blackout"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(partLeft(countdown, countdown.at) * 100)}
        aria-valuetext={left === undefined ? 'no end' : `${durationText(left)} left`}
        class="bar"
      >
        <div ref={bar} class="bar-left" />
      </div>
      <span ref={text} class="blackout-left" aria-hidden="true" />
      {countdown.cause !== 'offline' && (
        <button type="button" onClick={() => void end(node)}>
          End now
        </button>
      )}
      {countdown.speed === 0 && left !== undefined && (
        <span class="muted">The clock is virtual: it counts down as the clock is advanced.</span>
      )}
    </div>
  );
}

async function end(node: string): Promise<void> {
  await steer(
    () => sure(api.DELETE('/nodes/{node}/blackout', { params: { path: { node } } })),
    'The blackout has been ended.',
  );
}

function BeginForm({ node, isOn }: { readonly node: string; readonly isOn: boolean }) {
  const duration = useSignal('10s');
  const [cause, setCause] = useState<(typeof causes)[number]>('manual');
  const hint = useId();
  const submit = async (event: Event) => {
    event.preventDefault();
    const body = { duration: duration.value.trim(), cause };
    await steer(() => sure(api.POST('/nodes/{node}/blackout', { params: { path: { node } }, body })));
  };
  return (
    <form class="toolbar begin" onSubmit={(event) => void submit(event)}>
      <label>
        Duration{' '}
        <input
          size={6}
          class="inline"
          value={duration.value}
          aria-describedby={hint}
          onInput={({ currentTarget }) => (duration.value = currentTarget.value)}
        />
      </label>
      <label>
        Cause{' '}
        <select
          value={cause}
          onChange={({ currentTarget }) =>
            setCause(causes.find((each) => each === currentTarget.value) ?? 'manual')
          }
        >
          {causes.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <button type="submit">{isOn ? 'Extend' : 'Begin'}</button>
      <span id={hint} class="muted">
        500ms, 10s, 2m
      </span>
    </form>
  );
}
