import { printable } from '../../core/text.js';
import { isTree } from '../../documents/tree.js';
import { valueText } from '../output/values.js';

/** Characters of a reply in a line; `--json` has all. */
const maxShown = 60;

/** The part of a command that its reply is found by. */
interface Command {
  readonly id?: string | number | null | undefined;
}

/** The result in the reply to each command, as text behind its outcome; empty where the outcome says all. */
export function resultsOf(reply: string | null, commands: readonly Command[]): readonly string[] {
  if (reply === null) return [];
  const parsed = parse(reply);
  // A fault has cut or garbled it.
  if (parsed === undefined) return commands.map((_, index) => (index === 0 ? ` (reply: ${cut(reply)})` : ''));
  const elements: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const isForAll = elements.length === commands.filter(({ id }) => id !== undefined).length;
  let next = 0;
  return commands.map(({ id }) => {
    if (id === undefined) return '';
    // Replies to a batch come in the order of its calls.
    const element = isForAll ? elements[next++] : elements.find((each) => isTree(each) && each['id'] === id);
    return isTree(element) && 'result' in element ? resultText(element['result']) : '';
  });
}

function resultText(result: unknown): string {
  const text = valueText(result);
  return text.trim() === '' ? '' : ` ${cut(text)}`;
}

function cut(text: string): string {
  return printable(text.length > maxShown ? `${text.slice(0, maxShown)}…` : text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
