import { connection } from '../simulator/connection.js';

/** A line that says that the simulator does not answer; the page asks again by itself. */
export function ConnectionBanner() {
  const isLost = connection.state.value === 'lost';
  return (
    <div role="status" class="banner" hidden={!isLost}>
      {isLost && 'The simulator does not answer. What is shown may be out of date; trying again …'}
    </div>
  );
}
