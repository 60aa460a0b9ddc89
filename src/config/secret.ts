import { inspect } from 'node:util';

const shown = '(secret)';

/** A text that no log line, dump or JSON shows. */
export class Secret {
  readonly #text: string;

  /** Hides a text. */
  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. */
  reveal(): string {
    return this.#text;
  }

  /** Not the text. */
  toString(): string {
    return shown;
  }

  /** Not the text. */
  toJSON(): string {
    return shown;
  }

  /** Not the text. */
  [inspect.custom](): string {
    return shown;
  }
}
