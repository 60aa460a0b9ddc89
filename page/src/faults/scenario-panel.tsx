import { useState } from 'preact/hooks';
import { attempt } from '../shell/notices.js';
import { BundledScenarios } from './bundled-scenarios.js';
import { OwnScenario } from './own-scenario.js';
import { lastScenario, startScenario, stopScenario } from './scenario-requests.js';
import { type ScenarioStatus, elapsedOf, scenarioText } from './scenario-status.js';
import { ScenarioTimeline } from './scenario-timeline.js';
import { timelineOf } from './timeline-geometry.js';
import { useClock } from './use-clock.js';
import { usePolled } from './use-polled.js';

/** Interval at which the scenario is asked for, ms. */
const everyMs = 1_000;

/** The scenario of a radio: what runs, where it stands, and others to start. */
export function ScenarioPanel({ node }: { readonly node: string }) {
  const { value, error, refresh } = usePolled(
    async (signal) => ({ last: await lastScenario(node, signal) }),
    everyMs,
    [node],
  );
  const [text, setText] = useState('');
  const isRunning = value?.last?.state === 'running';
  const start = async (scenario: string) => {
    await startScenario(node, scenario);
    await refresh();
  };
  return (
    <section class="panel" aria-labelledby="scenario">
      <h2 id="scenario">Scenario</h2>
      {error !== undefined && <p class="error">{error}</p>}
      {value === undefined && <p class="muted">Asking the simulator …</p>}
      {value !== undefined && value.last === undefined && (
        <p class="muted">No scenario has run since the start or the last reset.</p>
      )}
      {value?.last !== undefined && (
        <LastScenario
          last={value.last}
          onStop={() =>
            void attempt(async () => {
              await stopScenario(node);
              await refresh();
            })
          }
        />
      )}
      <BundledScenarios isRunning={isRunning} onStart={start} onEdit={setText} />
      <OwnScenario text={text} isRunning={isRunning} onText={setText} onStart={start} />
    </section>
  );
}

/** Properties of {@link LastScenario}. */
interface LastScenarioProps {
  readonly last: ScenarioStatus;
  readonly onStop: () => void;
}

function LastScenario({ last, onStop }: LastScenarioProps) {
  const { name, state, reason, idle, timeline } = last;
  const elapsed = elapsedOf(last, useClock(state === 'running'));
  return (
    <div class="last-scenario">
      <div class="toolbar">
        <span class={`badge ${badges[state]}`}>{state}</span>
        <span class="scenario-text">{scenarioText(last, elapsed)}</span>
        {state === 'running' && (
          <button type="button" class="danger small" onClick={onStop}>
            Stop {name}
          </button>
        )}
      </div>
      {reason !== undefined && <p class="error">{reason}</p>}
      {state === 'stopped' && <p class="muted">What its steps have changed so far stays.</p>}
      {timeline.length > 0 && (
        <ScenarioTimeline steps={timeline} elapsed={elapsed} drawn={timelineOf(timeline, elapsed)} />
      )}
      {idle.length > 0 && (
        <>
          <p>Steps that found nothing to do, which may be typing errors:</p>
          <ul>
            {idle.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const badges = { running: 'good', ended: '', stopped: 'medium', failed: 'bad' } as const;
