import { isIPv4 } from 'node:net';
import type { HostPort } from '../../fuzz/sender.js';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { valueExcerpt } from '../../core/text.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { radioUrl } from '../target/address.js';

/** The error of a flag or an argument. */
export function wrongFlag(flag: string, value: string, allowed: string): CliError {
  return new CliError(exitCodes.usage, `${flag}: ${valueExcerpt(value)} is not allowed; allowed: ${allowed}`);
}

/** Reads a duration above 0, ms. Throws a `CliError`. */
export function durationFlag(flag: string, text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined || ms <= 0) throw wrongFlag(flag, text, `${durationForm}, above 0`);
  return ms;
}

/** Reads a whole number. Throws a `CliError`. */
export function wholeFlag(flag: string, text: string, min: number, max: number): number {
  const number = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) throw wrongFlag(flag, text, `a whole number from ${min} to ${max}`);
  return number;
}

/** Reads the URL of a radio's API. Throws a `CliError`. */
export function targetUrl(text: string): URL {
  const url = radioUrl(text, 'url');
  if (url.protocol !== 'http:')
    throw wrongFlag('url', text, 'http://host:port; --maintenance has the other port');
  return url;
}

/** Reads `host:port`, or `[::1]:port`. Throws a `CliError`. */
export function maintenanceFlag(text: string | undefined): HostPort | undefined {
  if (text === undefined) return undefined;
  const [, host = '', port = ''] = /^(\[[\da-f:.]+\]|[^\s:[\]/]+):(\d{1,5})$/i.exec(text) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw wrongFlag('--maintenance', text, 'host:port, such as 127.0.0.1:50000');
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

/** Throws a `CliError` for a radio that must not be written to without a confirmation. */
export function checkConfirmed(
  url: URL,
  maintenance: HostPort | undefined,
  { safe, confirm }: { readonly safe?: true; readonly confirm?: string },
): void {
  if (safe === true) return;
  const hosts = [
    url.hostname.replace(/^\[(.*)\]$/, '$1'),
    ...(maintenance === undefined ? [] : [maintenance.host]),
  ];
  const other = hosts.find((host) => !isLoopback(host) && host !== confirm);
  if (other === undefined) return;
  throw new CliError(
    exitCodes.usage,
    `${other} is no loopback address: its settings would be written, and it would be reset; ` +
      `--safe only reads, --confirm ${other} allows it`,
  );
}

/** True for an address of this machine. */
function isLoopback(host: string): boolean {
  return (isIPv4(host) && host.startsWith('127.')) || host === '::1' || host === 'localhost';
}
