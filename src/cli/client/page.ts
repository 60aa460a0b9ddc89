import { CliError, exitCodes } from '../exit-codes.js';
import { findControlPlane } from '../target/find-simulator.js';
import { pageAddress } from '../target/page-address.js';
import { ControlClient, ControlError, checkProcess } from './control-client.js';
import type { ControlFlags } from './control-flags.js';
import { timeoutOf } from './response.js';

/** Address of the page of the simulator that the flags name. Rejects with a `CliError` if it serves none. */
export async function addressOfPage(flags: ControlFlags): Promise<string> {
  const limit = { text: flags.timeout, ms: timeoutOf(flags.timeout) };
  const { expected, ...target } = await findControlPlane(flags);
  // The page says itself which process it is of: every other path may need the token.
  const client = new ControlClient(target, limit);
  try {
    await client.text('/', 'text/html');
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    const message = `${client.address}: no page there: ${error.message}; --no-page (control.page) turns it off`;
    throw new CliError(exitCodes.unexpected, message);
  }
  if (expected !== undefined) checkProcess(client, expected);
  // Any web server has a page at this path.
  if (client.simulator.pid === undefined)
    throw new CliError(exitCodes.unexpected, `${client.address}: not a control plane of silvus-mock`);
  return pageAddress(client.address);
}
