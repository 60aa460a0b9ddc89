import { durationText } from './duration-text.js';
import type { Timeline, TimelineStep } from './timeline-geometry.js';

/** Properties of {@link ScenarioTimeline}. */
interface ScenarioTimelineProps {
  readonly steps: readonly TimelineStep[];
  readonly elapsed: number | undefined;
  readonly drawn: Timeline;
}

/** Steps that are listed at most. */
const maxRows = 200;

/** Heights in the drawing, px. */
const laneHeight = 24;
const axisHeight = 22;
const radius = 9;

/** The time line of a scenario, drawn, and as a table. */
export function ScenarioTimeline({ steps, elapsed, drawn }: ScenarioTimelineProps) {
  const rows = steps.slice(0, maxRows);
  return (
    <>
      <Drawing drawn={drawn} />
      <div class="scroll timeline-steps" tabIndex={0} role="region" aria-label="Steps of the scenario">
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">
                No.
              </th>
              <th scope="col">Begins at</th>
              <th scope="col">Does</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((step, index) => (
              <tr key={index} class={step.state} aria-current={step.state === 'running' ? 'step' : undefined}>
                <td class="number">{index + 1}</td>
                <td>{timeOf(step)}</td>
                <td>
                  {step.text} <span class="muted mono">{step.step}</span>
                </td>
                <td>{stateOf(step, elapsed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {steps.length > maxRows && <p class="muted">{steps.length - maxRows} more steps are not listed.</p>}
    </>
  );
}

function timeOf({ at }: TimelineStep): string {
  if (at === null) return 'not known yet';
  return at < 100 ? '0' : durationText(at);
}

function stateOf({ state, at }: TimelineStep, elapsed: number | undefined): string {
  if (state !== 'waiting' || at === null || elapsed === undefined || at <= elapsed) return state;
  return `waiting, in ${durationText(Math.ceil((at - elapsed) / 1_000) * 1_000)}`;
}

/** The table beside it says the same in words. */
function Drawing({ drawn: { marks, lanes, ticks, now } }: { readonly drawn: Timeline }) {
  const height = lanes * laneHeight + axisHeight + 4;
  const base = lanes * laneHeight + 4;
  return (
    <svg
      class="timeline"
      width="100%"
      height={height}
      role="img"
      aria-label="Time line of the scenario; the table has its steps"
    >
      <line x1="2%" x2="98%" y1={base} y2={base} class="axis" />
      {now !== undefined && <line x1="2%" x2={percent(now)} y1={base} y2={base} class="passed" />}
      {ticks.map(({ x, text }) => (
        <g key={text}>
          <line x1={percent(x)} x2={percent(x)} y1={base} y2={base + 5} class="axis" />
          <text x={percent(x)} y={height - 3} text-anchor={x > 0.95 ? 'end' : x < 0.05 ? 'start' : 'middle'}>
            {text}
          </text>
        </g>
      ))}
      {now !== undefined && <line x1={percent(now)} x2={percent(now)} y1={0} y2={base + 5} class="now" />}
      {marks.map(({ number, step, x, width, lane }) => {
        const y = lane * laneHeight + laneHeight / 2 + 2;
        return (
          <g key={number} class={`mark ${step.state}`}>
            <title>{`${number}: ${step.text}, ${step.state}`}</title>
            {width > 0 && <rect x={percent(x)} y={y - 4} width={percent(width)} height={8} rx={4} />}
            <circle cx={percent(x)} cy={y} r={radius} />
            <text x={percent(x)} y={y} text-anchor="middle" dominant-baseline="central">
              {number}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
