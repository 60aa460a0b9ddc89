import { timingPresets } from '../presets.js';
import { optionalSetting, setting } from './row.js';

/** Blackout durations. */
export const timing = {
  preset: setting({
    flag: '--timing <preset>',
    group: 'Time',
    summary: 'preset of all blackout durations: radio, cb-timing, fast, instant',
    takes: 'live',
    schema: ({ z }) => z.enum(timingPresets),
    default: 'radio',
  }),
  softBoot: optionalSetting({
    flag: '--soft-boot <time>',
    group: 'Time',
    summary: 'blackout after freq, bw, freq_bw writes',
    takes: 'live',
    schema: ({ duration }) => duration,
    unset: 'by preset',
  }),
  powerChange: optionalSetting({
    flag: '--power-change <time>',
    group: 'Time',
    summary: 'blackout after power writes',
    takes: 'live',
    schema: ({ duration }) => duration,
    unset: 'by preset',
  }),
  reboot: optionalSetting({
    flag: '--reboot <time>',
    group: 'Time',
    summary: 'blackout of a reboot',
    takes: 'live',
    older: { path: 'timing.reset', flag: '--reset <time>' },
    schema: ({ duration }) => duration,
    unset: 'by preset',
  }),
  rebootDelay: optionalSetting({
    flag: '--reboot-delay <time>',
    group: 'Time',
    summary: 'time from the reply of radio_reset to the reboot',
    takes: 'live',
    schema: ({ duration }) => duration,
    unset: 'by preset',
  }),
  zeroize: optionalSetting({
    flag: '--zeroize <time>',
    group: 'Time',
    summary: 'blackout after zeroize',
    takes: 'live',
    schema: ({ duration }) => duration,
    unset: 'by preset',
  }),
};

/** Appearance of a blackout on the wire. */
export const blackout = setting({
  flag: '--blackout <look>',
  group: 'Time',
  summary: 'what clients see in a blackout: error, refuse, rst, hang, http-503',
  takes: 'restart',
  // `reset`: the older name of `rst`.
  schema: ({ z }) =>
    z
      .enum(['error', 'refuse', 'rst', 'hang', 'http-503', 'reset'])
      .transform((appearance) => (appearance === 'reset' ? 'rst' : appearance)),
  default: 'error',
});

/** The simulator's clock: the machine's, or one that only moves when it is told to. */
export const clock = setting({
  flag: '--clock <real|virtual>',
  group: 'Time',
  summary: 'clock of the radio; a virtual one moves by the control plane alone',
  takes: 'restart',
  schema: ({ z }) => z.enum(['real', 'virtual']),
  default: 'real',
});

/** Speed of the simulator's clock. */
export const timeScale = setting({
  flag: '--time-scale <factor>',
  group: 'Time',
  summary: 'simulated seconds per real second',
  takes: 'restart',
  schema: ({ z }) => z.number().min(0.001).max(1_000_000),
  default: 1,
});
