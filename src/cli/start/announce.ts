import type { SilvusMock } from '../../library/silvus-mock.js';
import { portNames } from '../../ports/registry.js';
import { escapeControls } from '../../core/text.js';
import { print } from '../output/print.js';
import { addressText } from '../output/values.js';

/** The line that says where a simulator listens. */
export function listeningLine({ addresses, control, seed }: SilvusMock): string {
  const { pid } = process;
  return `${escapeControls(JSON.stringify({ event: 'listening', ...addresses, control, pid, seed }))}\n`;
}

/** Prints the listening addresses: one line of JSON, or text on a terminal. */
export function announce(mock: SilvusMock, isJson: boolean): void {
  if (isJson || !process.stdout.isTTY) {
    process.stdout.write(listeningLine(mock));
    return;
  }
  const { addresses, control } = mock;
  const [first, ...others] = portNames.map((name) => ({ name, text: addressText(addresses[name]) }));
  const more = others.map(({ name, text }) => `, ${name} on ${text}`).join('');
  const request = '{"jsonrpc":"2.0","method":"freq","id":1}';
  print(
    `Listening on ${first?.text ?? ''}${more}\n` +
      `Try: curl -s -d '${request}' ${addresses.http.url}` +
      (control === undefined ? '' : `\nControl on ${control.url}`),
  );
}
