import { useState } from 'preact/hooks';

/** A value that the fields of a form show, as {@link useHeld} gives it. */
export interface Held<T> {
  readonly value: T;
  /** Shows another value while it is held. */
  readonly renew: (value: T) => void;
  /** Properties of the form. */
  readonly ofForm: {
    readonly onFocusIn: (event: Event) => void;
    readonly onFocusOut: () => void;
  };
}

/**
 * A value that comes from the simulator again and again. While a field of the form has the focus it stays: another text
 * would take the place of what the user has selected in it, and what is typed next would be added to it.
 */
export function useHeld<T>(latest: T): Held<T> {
  const [held, setHeld] = useState<{ readonly value: T } | undefined>(undefined);
  const value = held?.value ?? latest;
  return {
    value,
    renew: (next) => setHeld((before) => (before === undefined ? undefined : { value: next })),
    ofForm: {
      onFocusIn: ({ target }) => {
        if (!(target instanceof HTMLButtonElement)) setHeld({ value });
      },
      onFocusOut: () => setHeld(undefined),
    },
  };
}
