import { escapeControls } from '../core/text.js';

/** Source of a value. */
export interface Origin {
  readonly kind: 'default' | 'file' | 'variable' | 'flag' | 'option';
  /** `--queue-capacity`, `SILVUS_MOCK_QUEUE_CAPACITY`, or `silvus-mock.yaml:3:5`. */
  readonly name: string;
  /** The older mock's name that was used there, with the value it had. */
  readonly older?: { readonly name: string; readonly value: unknown; readonly allowed: string | undefined };
}

/** A mistake in what a user wrote, with its place. */
export interface LocatedIssue {
  readonly origin: Origin;
  /** The key, the value, and what is allowed. */
  readonly message: string;
  /** The setting that is wrong, if it is one: `worker.queueCapacity`. */
  readonly key?: string;
}

/** Longer places and messages are cut, so that a line has a bound. */
const maxPlaceLength = 128;
const maxMessageLength = 280;

/** An issue as one line of bounded length: where, then what. */
export function issueLine({ origin, message }: LocatedIssue): string {
  return `${shownPlace(origin)}: ${cut(escapeControls(message.slice(0, maxMessageLength * 2)))}`;
}

const cut = (text: string) => (text.length > maxMessageLength ? `${text.slice(0, maxMessageLength)}…` : text);

/** Cut at the front: the file name, line and column at the end matter most. */
function shownPlace({ name }: Origin): string {
  const plain = escapeControls(name);
  return plain.length > maxPlaceLength ? `…${plain.slice(-maxPlaceLength)}` : plain;
}
