import type { ReportType } from './report.js';

/** Types of the values that reports consist of (interface.md D.2). */
export const types = {
  end: 1,
  temperature: { begin: 8, revision: 9, current: 2, maximum: 3, overheats: 4 },
  voltage: {
    begin: 4001,
    revision: 4003,
    current: 4004,
    minimum: 4005,
    maximum: 4006,
    undervoltages: 4007,
    overvoltages: 4008,
  },
  rssi: {
    begin: 5009,
    revision: 5010,
    sequence: 5008,
    signals: [5000, 5001, 5002, 5003],
    noise: 5004,
    syncSignal: 5005,
    syncNoise: 5006,
    node: 5007,
  },
} as const;

/** Bytes before each value: its type and its length, two bytes each, the highest first (interface.md D.1). */
export const headBytes = 4;

/** The report that begins with a value of this type; undefined for other types. */
export function reportBegunBy(type: number): ReportType | undefined {
  switch (type) {
    case types.rssi.begin:
      return 'rssi';
    case types.temperature.begin:
      return 'temperature';
    case types.voltage.begin:
      return 'voltage';
    default:
      return undefined;
  }
}
