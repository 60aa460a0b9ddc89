import { setting } from './row.js';

/** The queue and the execution of commands. */
export const worker = {
  processingTime: setting({
    flag: '--processing-time <time>',
    group: 'Queue',
    summary: 'time that each command takes, or a range: 20ms..50ms',
    takes: 'live',
    schema: ({ durationRange }) => durationRange,
    default: { min: 0, max: 0 },
  }),
  queueCapacity: setting({
    flag: '--queue-capacity <n>',
    group: 'Queue',
    summary: 'requests that may wait; further ones are answered BUSY',
    takes: 'live',
    schema: ({ whole }) => whole(0, 1_000_000),
    default: 100,
  }),
  admissionTimeout: setting({
    flag: '--admission-timeout <time>',
    group: 'Queue',
    summary: 'time that a request may wait for a place in the queue before BUSY',
    takes: 'live',
    schema: ({ duration }) => duration,
    default: 0,
  }),
  maxBatch: setting({
    flag: '--max-batch <n>',
    group: 'Queue',
    summary: 'calls in one batch',
    takes: 'live',
    schema: ({ whole }) => whole(1, 10_000),
    default: 128,
  }),
  slowCommand: setting({
    flag: '--slow-command <time>',
    group: 'Queue',
    summary: 'warn about commands that take this long or longer',
    note: '0 = off',
    takes: 'live',
    schema: ({ duration }) => duration,
    default: 100,
  }),
};

/** Deferred orders (interface.md A.3). */
export const deferred = {
  maxOrders: setting({
    flag: '--deferred-orders <n>',
    group: 'Queue',
    summary: 'deferred orders that may wait; further ones are answered BUSY',
    takes: 'live',
    schema: ({ whole }) => whole(0, 10_000),
    default: 16,
  }),
  maxSleep: setting({
    flag: '--deferred-sleep <time>',
    group: 'Queue',
    summary: 'longest delay of a deferred order',
    takes: 'live',
    schema: ({ duration }) => duration,
    default: 3_600_000,
  }),
};

/** Deadlines of commands, from their admission. */
export const deadlines = {
  rfWrite: setting({
    flag: '--rf-write-deadline <time>',
    group: 'Queue',
    summary: 'deadline of writes other than power',
    note: '0 = none',
    takes: 'live',
    schema: ({ duration }) => duration,
    default: 30_000,
  }),
  power: setting({
    flag: '--power-deadline <time>',
    group: 'Queue',
    summary: 'deadline of power writes',
    note: '0 = none',
    takes: 'live',
    schema: ({ duration }) => duration,
    default: 10_000,
  }),
  read: setting({
    flag: '--read-deadline <time>',
    group: 'Queue',
    summary: 'deadline of reads',
    note: '0 = none',
    takes: 'live',
    schema: ({ duration }) => duration,
    default: 5_000,
  }),
};
