import type { Exchange } from './exchange.js';
import type { Row } from './exchange-rows.js';
import { fixtureText } from './fixture.js';
import { wholeExchange } from './whole-exchange.js';

const fileName = 'journal-fixture.json';

/** Saves exchanges as a fixture, oldest first. Resolves to what was saved, in words. */
export async function downloadFixture(
  rows: readonly Row[],
  isNumbered: (row: Row) => boolean,
): Promise<string> {
  const whole: Exchange[] = [];
  for (const row of [...rows].reverse()) {
    const exchange = await wholeExchange(row.exchange, isNumbered(row));
    if (exchange !== undefined) whole.push(exchange);
  }
  save(fixtureText(whole));
  const lost = rows.length - whole.length;
  const rest = lost === 0 ? '' : ` ${lost} are left out: the journal does not keep them whole any more.`;
  return `Saved ${whole.length} ${whole.length === 1 ? 'exchange' : 'exchanges'} as ${fileName}.${rest}`;
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
