import { logLevels } from '../../core/log/logger.js';
import { optionalSetting, setting } from './row.js';

/** The journal of the last exchanges. */
export const journal = {
  maxEntries: setting({
    flag: '--journal-entries <n>',
    group: 'Journal',
    summary: 'exchanges that are kept',
    note: '0 = none',
    takes: 'live',
    schema: ({ whole }) => whole(0, 1_000_000),
    default: 1_000,
  }),
  maxBytes: setting({
    flag: '--journal-bytes <bytes>',
    group: 'Journal',
    summary: 'total size of the exchanges that are kept',
    takes: 'live',
    schema: ({ whole }) => whole(0, 1_073_741_824),
    default: 16_777_216,
  }),
};

/** The close of a simulator. */
export const close = {
  grace: setting({
    flag: '--grace <time>',
    group: 'Close',
    summary: 'time that a close may take',
    takes: 'live',
    schema: ({ duration }) => duration,
    default: 10_000,
  }),
  drain: setting({
    flag: '--drain <how>',
    group: 'Close',
    summary: 'waiting commands at a close: finish, or reject',
    takes: 'live',
    schema: ({ z }) => z.enum(['finish', 'reject']),
    default: 'finish',
  }),
};

/** The log of `silvus-mock start`; a program has its own logger. */
export const log = {
  level: setting({
    flag: '--log-level <level>',
    group: 'Log',
    summary: 'debug, info, warn, error, silent',
    takes: 'live',
    schema: ({ z }) => z.enum(logLevels),
    default: 'info',
  }),
  format: setting({
    flag: '--log-format <form>',
    group: 'Log',
    summary: 'auto, pretty, json',
    takes: 'restart',
    schema: ({ z }) => z.enum(['auto', 'pretty', 'json']),
    default: 'auto',
    shownDefault: 'auto: pretty on a terminal',
  }),
  file: optionalSetting({
    flag: '--log-file <file>',
    group: 'Log',
    summary: 'file to log to; SIGHUP reopens it',
    takes: 'restart',
    schema: ({ text }) => text,
    unset: 'stderr',
  }),
};
