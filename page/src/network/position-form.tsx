import { useState } from 'preact/hooks';
import { useHeld } from '../shell/use-held.js';
import type { MapNode } from './network-model.js';
import type { NetworkStore } from './network-store.js';
import {
  type PositionField,
  type PositionTexts,
  positionFields,
  positionIn,
  textsOf,
} from './position-input.js';
import { moveNode } from './steering.js';

const labels: Readonly<Record<PositionField, string>> = {
  latitude: 'Latitude, degrees',
  longitude: 'Longitude, degrees',
  altitude: 'Altitude, m',
};

/** The form that moves a node. Until something is typed it shows where the node is. */
export function PositionForm({ store, node }: { store: NetworkStore; node: MapNode }) {
  const [typed, setTyped] = useState<PositionTexts | undefined>(undefined);
  const [errors, setErrors] = useState<Partial<Record<PositionField, string>>>({});
  const { value: present, renew, ofForm } = useHeld(textsOf(node.position));
  const texts = typed ?? present;
  const forget = () => {
    setTyped(undefined);
    setErrors({});
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const read = positionIn(texts);
    if ('errors' in read) setErrors(read.errors);
    else if (await moveNode(store, node.nodeid, read.position)) {
      renew(textsOf(read.position));
      forget();
    }
  };
  return (
    <form
      class="position-form"
      aria-label={`Position of ${node.name}`}
      {...ofForm}
      onSubmit={(event) => void submit(event)}
    >
      {positionFields.map(({ name }) => (
        <label key={name}>
          {labels[name]}
          <input
            inputMode="decimal"
            autoComplete="off"
            value={texts[name]}
            aria-invalid={errors[name] !== undefined}
            aria-describedby={errors[name] === undefined ? undefined : `position-${name}`}
            onInput={({ currentTarget }) => setTyped({ ...texts, [name]: currentTarget.value })}
          />
          {errors[name] !== undefined && (
            <span id={`position-${name}`} class="error" role="alert">
              {errors[name]}
            </span>
          )}
        </label>
      ))}
      <div class="toolbar">
        <button type="submit" class="primary">
          Move
        </button>
        <button type="button" disabled={typed === undefined} onClick={forget}>
          Where it is now
        </button>
      </div>
      <p class="muted">A node that is moved stays there; a motion of its own ends.</p>
    </form>
  );
}
