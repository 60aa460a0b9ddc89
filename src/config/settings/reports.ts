import { optionalSetting, setting } from './row.js';

/** Reports that the radio sends by UDP; most of their settings are methods of the radio. */
export const reports = {
  rssi: setting({
    flag: '--rssi-reports <when>',
    group: 'Reports',
    summary:
      'RSSI reports are sent: enabled (by rssi_report_enable), or addressed (as soon as they have an address)',
    takes: 'live',
    schema: ({ z }) => z.enum(['enabled', 'addressed']),
    default: 'enabled',
  }),
  perDatagram: setting({
    flag: '--reports-per-datagram <n>',
    group: 'Reports',
    summary: 'reports in one datagram at most',
    takes: 'live',
    schema: ({ whole }) => whole(1, 12),
    default: 12,
  }),
  firstSequence: setting({
    flag: '--first-sequence <n>',
    group: 'Reports',
    summary: 'sequence number of the first RSSI report after a boot, and of the one after 9999',
    takes: 'live',
    schema: ({ whole }) => whole(0, 1),
    default: 0,
  }),
  voltageAddress: optionalSetting({
    flag: '--voltage-report-address <address>',
    group: 'Reports',
    summary: 'receiver of voltage reports, such as 127.0.0.1:5100; no public source names the methods for it',
    takes: 'live',
    schema: ({ receiver }) => receiver,
    unset: 'none',
  }),
  voltagePeriod: setting({
    flag: '--voltage-report-period <time>',
    group: 'Reports',
    summary: 'time between voltage reports',
    takes: 'live',
    schema: ({ duration }) =>
      duration.refine((ms) => ms >= 10, { error: 'is not allowed; allowed: 10ms or more' }),
    default: 1_000,
  }),
  undervoltage: setting({
    flag: '--undervoltage <n>',
    group: 'Reports',
    summary: 'input voltage below which the radio counts an undervoltage, mV',
    takes: 'live',
    schema: ({ whole }) => whole(0, 60_000),
    default: 9_000,
  }),
  overvoltage: setting({
    flag: '--overvoltage <n>',
    group: 'Reports',
    summary: 'input voltage above which the radio counts an overvoltage, mV',
    takes: 'live',
    schema: ({ whole }) => whole(0, 60_000),
    default: 32_000,
  }),
};
