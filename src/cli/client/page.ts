import { CliError, exitCodes } from '../exit-codes.js';
import { pageAddress } from '../target/page-address.js';
import { ControlError, controlClient } from './control-client.js';
import type { ControlFlags } from './control-flags.js';

/** Address of the page of the simulator that the flags name. Rejects with a `CliError` if it serves none. */
export async function addressOfPage(flags: ControlFlags): Promise<string> {
  const client = await controlClient(flags);
  try {
    await client.text('/', 'text/html');
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    const message = `${client.address}: no page there: ${error.message}; --no-page (control.page) turns it off`;
    throw new CliError(exitCodes.unexpected, message);
  }
  // Any web server has a page at this path.
  if (client.simulator.pid === undefined)
    throw new CliError(exitCodes.unexpected, `${client.address}: not a control plane of silvus-mock`);
  return pageAddress(client.address);
}
