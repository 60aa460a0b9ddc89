import { CliError, exitCodes } from '../exit-codes.js';

/** Reads the address of a control plane. Throws a `CliError`. @param origin flag or variable, for the message */
export function controlUrl(text: string, origin: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const allowed = 'allowed: http://host:port';
  if (url !== undefined && (url.username !== '' || url.password !== ''))
    throw new CliError(exitCodes.usage, `${origin}: a user or password is not allowed; ${allowed}`);
  if (url?.protocol !== 'http:' || url.search !== '' || url.hash !== '')
    throw new CliError(exitCodes.usage, `${origin}: "${text}" is not allowed; ${allowed}`);
  return url;
}

/** Reads `http://host:port[/path]` or `tcp://host:port`. Throws a `CliError`. @param origin as above */
export function radioUrl(text: string, origin: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'tcp:'].includes(url.protocol) || url.hostname === '') {
    throw new CliError(
      exitCodes.usage,
      `${origin}: "${text}" is not allowed; allowed: http://host:port or tcp://host:port`,
    );
  }
  if (url.protocol === 'tcp:' && url.port === '') {
    throw new CliError(exitCodes.usage, `${origin}: "${text}" has no port; allowed: tcp://host:port`);
  }
  if (url.protocol === 'http:' && url.pathname === '/') url.pathname = '/streamscape_api';
  return url;
}
