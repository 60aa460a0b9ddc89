import type { FuzzedRadio } from '../../../src/index.js';

/** Sends one command and gives the value of its result. */
export type Call = (method: string, params: readonly string[]) => Promise<unknown>;

/** The frequency that clients set. */
export const target = '2220';

/** What all clients do: read, write, read again, read something else; they report what they were told. */
export async function session(radio: FuzzedRadio, call: Call): Promise<void> {
  radio.report('freq', await call('freq', []));
  await call('freq', [target]);
  radio.report('freq', target);
  radio.report('freq', await call('freq', []));
  radio.report('power_dBm', await call('power_dBm', []));
}

/** The text of a request. */
export function requestText(id: number | string, method: string, params: readonly string[]): string {
  return JSON.stringify({ jsonrpc: '2.0', method, ...(params.length === 0 ? {} : { params }), id });
}
