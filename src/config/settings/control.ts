import { optionalSetting, setting } from './row.js';

/** The control plane. */
export const control = {
  enabled: setting({
    flag: '--no-control',
    group: 'Control',
    summary: 'do not open the control port',
    takes: 'restart',
    schema: ({ z }) => z.boolean(),
    default: true,
  }),
  host: setting({
    flag: '--control-host <address>',
    group: 'Control',
    summary: 'address that the control port listens on',
    takes: 'restart',
    schema: ({ text }) => text,
    default: '127.0.0.1',
  }),
  port: setting({
    flag: '--control-port <port>',
    group: 'Control',
    summary: 'control port',
    note: '0 = any free port',
    takes: 'restart',
    schema: ({ port }) => port,
    default: 8_081,
  }),
  token: optionalSetting({
    flag: '--control-token <token>',
    group: 'Control',
    summary: 'token that clients must send; a variable keeps it out of the process list',
    takes: 'restart',
    schema: ({ token }) => token,
    unset: 'none',
  }),
  allowedHosts: setting({
    flag: '--control-allow-hosts <names>',
    group: 'Control',
    summary: 'further host names that requests may use for the control port',
    takes: 'restart',
    schema: ({ hostNames }) => hostNames,
    default: [],
    shownDefault: 'none',
  }),
  page: setting({
    flag: '--no-page',
    group: 'Control',
    summary: 'do not serve the page for browsers',
    takes: 'restart',
    schema: ({ z }) => z.boolean(),
    default: true,
  }),
};
