import { useState } from 'preact/hooks';
import { baseUrl } from '../api/client.js';
import { copy } from '../shell/copy-button.js';
import { Dialog } from '../shell/dialog.js';
import { attempt, tell } from '../shell/notices.js';
import { nodes, servedNodes } from '../simulator/nodes.js';
import type { Exchange } from './exchange.js';
import { fixtureText } from './fixture.js';
import type { KnownNames } from './journal-filter.js';
import { sendAgainLine } from './send-again-line.js';
import { verifyCommands, verifyStatements } from './verify-lines.js';

/** Addresses at which commands find a control plane by themselves. */
const defaultAddresses = new Set(['http://127.0.0.1:8081', 'http://localhost:8081']);

/** Name of a text that an exchange can be copied as, and what makes it. */
type Copying = readonly [string, (exchange: Exchange) => string];

/** Properties of {@link CopyActions}. */
interface CopyActionsProps {
  readonly exchange: Exchange;
  readonly names: KnownNames;
  /** The exchange with all its bytes. Rejects if they are gone. */
  readonly whole: () => Promise<Exchange>;
}

/** Buttons that copy an exchange as something to send it again, or to test for it. */
export function CopyActions({ exchange, names, whole }: CopyActionsProps) {
  /** A text that the browser did not let the page copy. */
  const [offered, setOffered] = useState<string>();
  const copyAs = (what: string, make: (exchange: Exchange) => string) =>
    void attempt(async () => {
      const text = make(await whole());
      try {
        await copy(text);
        tell(`Copied: ${what}.`);
      } catch {
        setOffered(text);
      }
    });
  const target = { methods: names.methods, ...targetOf(exchange) };
  const tool = exchange.port === 'maintenance' ? 'nc line' : 'curl';
  const verifications: readonly Copying[] = [
    ['verify in JavaScript', (each) => verifyStatements(each, target)],
    ['verify command', (each) => nonEmpty(verifyCommands(each, target))],
  ];
  const buttons: readonly Copying[] = [
    [tool, sendAgain],
    ['fixture', (each) => fixtureText([each])],
    ...(exchange.commands.length === 0 ? [] : verifications),
  ];
  return (
    <div class="toolbar" role="group" aria-label="Copy">
      <span class="muted">Copy as</span>
      {buttons.map(([what, make]) => (
        <button key={what} type="button" aria-label={`Copy as ${what}`} onClick={() => copyAs(what, make)}>
          {what}
        </button>
      ))}
      {offered !== undefined && (
        <Dialog title="Copy this text" onClose={() => setOffered(undefined)}>
          <p>
            The browser lets a page copy only at localhost or by HTTPS. The text is selected: press Ctrl+C.
          </p>
          <textarea
            class="offered mono"
            readOnly
            rows={8}
            aria-label="Text to copy"
            value={offered}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <div class="toolbar end">
            <button type="button" onClick={() => setOffered(undefined)}>
              Close
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

/** Options with which a command finds the control plane and the radio. */
function targetOf({ node }: Exchange): { readonly control?: string; readonly node?: string } {
  return {
    ...(defaultAddresses.has(baseUrl) ? {} : { control: baseUrl }),
    ...(servedNodes.value.length > 1 ? { node } : {}),
  };
}

function sendAgain(exchange: Exchange): string {
  const ports = nodes.peek()?.find(({ node }) => node === exchange.node);
  const again = sendAgainLine(exchange, ports ?? {}, location.hostname);
  if (again !== undefined) return again.line;
  throw new Error(`radio ${exchange.node} has no port ${exchange.port} any more`);
}

function nonEmpty(text: string): string {
  if (text !== '') return text;
  throw new Error('no command line can hold the names of these calls');
}
