import { chosenNode } from '../shell/route.js';
import { status } from '../simulator/status.js';
import { VirtualClock } from './advance.js';
import { dateText, isoOf, scaleText, timeText } from './clock-text.js';
import { ResetButton } from './reset-button.js';
import './time.css';

/** The clock of the chosen radio, and the button that resets it. */
export function TimeControls() {
  const clock = status.value?.clock;
  const node = chosenNode.value;
  if (clock === undefined || node === undefined) return null;
  return (
    <>
      <div class="simulated-time">
        <time dateTime={isoOf(clock.wallTime)} aria-label="Simulated time">
          <span class="clock-date">{dateText(clock.wallTime)}</span> {timeText(clock.wallTime)}
        </time>
        <span class="badge">{clock.virtual ? 'virtual clock' : scaleText(clock.scale)}</span>
      </div>
      <ResetButton node={node} />
      {clock.virtual && <VirtualClock node={node} />}
    </>
  );
}
