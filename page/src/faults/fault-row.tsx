import { durationText } from './duration-text.js';
import { type ListedFault, reasonToStay } from './fault-spec.js';
import { actedText, chanceText, matchText, paramsText } from './fault-text.js';

/** Properties of {@link FaultRow}. */
interface FaultRowProps {
  readonly fault: ListedFault;
  readonly isOn: boolean;
  readonly onSwitch: (fault: ListedFault) => void;
  readonly onRemove: (fault: ListedFault) => void;
}

/** A fault in the table, with its switch. */
export function FaultRow({ fault, isOn, onSwitch, onRemove }: FaultRowProps) {
  const { name, kind, params, match, probability, times, applied, delayBefore } = fault;
  const stays = isOn ? reasonToStay(fault) : undefined;
  return (
    <tr class={isOn ? undefined : 'off'}>
      <td>
        <input
          type="checkbox"
          role="switch"
          name={name}
          aria-label={`The fault ${name} is on`}
          title={stays === undefined ? undefined : `It can't be switched off, only removed: ${stays}.`}
          checked={isOn}
          disabled={stays !== undefined}
          onChange={({ currentTarget }) => {
            // It shows what the simulator has, once that is known.
            currentTarget.checked = isOn;
            onSwitch(fault);
          }}
        />
      </td>
      <th scope="row">{name}</th>
      <td class="number">{isOn ? actedText(applied, times) : 'off'}</td>
      <td class="words">
        {kind} <span class="mono">{paramsText(params)}</span>
        {delayBefore > 0 && ` after ${durationText(delayBefore)}`}
      </td>
      <td class="words">{matchText(match)}</td>
      <td class="number">{chanceText(probability)}</td>
      <td>{timeLeft(fault, isOn)}</td>
      <td class="number">
        <button
          type="button"
          class="small"
          aria-label={`${isOn ? 'Remove' : 'Forget'} the fault ${name}`}
          onClick={() => onRemove(fault)}
        >
          {isOn ? 'Remove' : 'Forget'}
        </button>
      </td>
    </tr>
  );
}

function timeLeft({ remaining, for: total }: ListedFault, isOn: boolean): string {
  if (!isOn) return total === null ? 'off' : `off; ${durationText(total)} once on`;
  return remaining === null ? 'stays' : durationText(remaining);
}
