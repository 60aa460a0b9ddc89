import { spawn } from 'node:child_process';
import { systemClock } from '../../core/time/clock.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** Time in which an opener fails if it does, real ms. It may stay for as long as the browser that it has started. */
const failureTimeout = 3_000;

/** Opens an address in the browser of the user. Rejects with a `CliError`. */
export function openInBrowser(address: string): Promise<void> {
  const { file, args } = openerOf(process.platform, address);
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      const message = `${file}: ${reason}; open ${address} in a browser`;
      reject(new CliError(exitCodes.unexpected, message));
    };
    const opener = spawn(file, args, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true });
    const timer = systemClock().setTimeout(() => {
      opener.unref();
      resolve();
    }, failureTimeout);
    opener.once('error', (error: NodeJS.ErrnoException) => {
      timer.cancel();
      fail(error.code === 'ENOENT' ? 'there is no such program' : error.message);
    });
    opener.once('exit', (code, signal) => {
      timer.cancel();
      if (code === 0) resolve();
      else fail(`ended with ${signal ?? `exit code ${code ?? 'unknown'}`}`);
    });
  });
}

/** The program that opens an address on a platform. */
function openerOf(platform: NodeJS.Platform, address: string): { file: string; args: readonly string[] } {
  if (platform === 'darwin') return { file: 'open', args: [address] };
  // The first text in quotes is the title of a window.
  if (platform === 'win32') return { file: 'cmd', args: ['/c', 'start', '""', `"${address}"`] };
  return { file: 'xdg-open', args: [address] };
}
