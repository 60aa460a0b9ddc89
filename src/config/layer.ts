import { escapeControls } from '../core/text.js';
import type { ConfigTree } from './tree.js';

/** Where a value came from. */
export interface Origin {
  readonly kind: 'default' | 'file' | 'variable' | 'flag' | 'option';
  /** `--queue-capacity`, `SILVUS_MOCK_QUEUE_CAPACITY`, or `silvus-mock.yaml:3:5`. */
  readonly name: string;
  /** The older mock's name that was used there, with the value it had. */
  readonly older?: { readonly name: string; readonly value: unknown; readonly allowed: string | undefined };
}

/** What one source says: values by our own paths, and where each stands in the source. */
export interface Layer {
  readonly tree: ConfigTree;
  /** Where the value at these keys came from; a path with no entry of its own has that of the nearest above or below. */
  originOf(keys: readonly string[]): Origin;
}

/** One thing that is wrong with a configuration. */
export interface LoadFault {
  readonly origin: Origin;
  /** The key, the value, and what is allowed. */
  readonly message: string;
  /** The setting that is at fault, where it is one: `worker.queueCapacity`. */
  readonly key?: string;
}

/** More of a place or a message is cut off: a line has an end. */
const longestPlace = 128;
const longestMessage = 280;

/** A fault as one line of bounded length: where, then what. */
export function faultLine({ origin, message }: LoadFault): string {
  return `${shownPlace(origin)}: ${cut(escapeControls(message.slice(0, longestMessage * 2)))}`;
}

const cut = (text: string) => (text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text);

/** The end of a place says most: the file's own name, the line, the column. */
function shownPlace({ name }: Origin): string {
  const plain = escapeControls(name);
  return plain.length > longestPlace ? `…${plain.slice(-longestPlace)}` : plain;
}
