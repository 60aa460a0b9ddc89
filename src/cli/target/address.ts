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

/** Reads `http://host:port[/path]`, `https://host:port[/path]` or `tcp://host:port`. Throws a `CliError`. @param origin as above */
export function radioUrl(text: string, origin: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const allowed = 'allowed: http://host:port, https://host:port or tcp://host:port';
  if (url !== undefined && (url.username !== '' || url.password !== ''))
    throw new CliError(
      exitCodes.usage,
      `${origin}: a user or password is not allowed (--login USER logs in); ${allowed}`,
    );
  if (url === undefined || !['http:', 'https:', 'tcp:'].includes(url.protocol) || url.hostname === '')
    throw new CliError(exitCodes.usage, `${origin}: "${text}" is not allowed; ${allowed}`);
  if (url.protocol === 'tcp:' && url.port === '') {
    throw new CliError(exitCodes.usage, `${origin}: "${text}" has no port; allowed: tcp://host:port`);
  }
  if (url.protocol !== 'tcp:' && url.pathname === '/') url.pathname = '/streamscape_api';
  return url;
}
