/** Signals and noise of one neighbour, as the radio has measured them. */
export interface RssiReport {
  readonly type: 'rssi';
  readonly revision: string;
  /** One more than that of the report before; after 9999 it restarts. */
  readonly sequence: number;
  /** At antennas 1 to 4, half dBm: -43 is -21.5 dBm. 999: no signal. */
  readonly rawSignals: readonly [number, number, number, number];
  /** Half dBm. */
  readonly rawNoise: number;
  /** In units of the radio's receiver: see {@link snrOf}. */
  readonly syncSignal: number;
  /** In units of the radio's receiver: see {@link snrOf}. */
  readonly syncNoise: number;
  /** Node ID of the neighbour; 0 where there is no traffic. */
  readonly node: number;
}

/** Temperature of the radio. */
export interface TemperatureReport {
  readonly type: 'temperature';
  readonly revision: string;
  /** Degrees C. */
  readonly current: number;
  /** The highest since boot, degrees C. */
  readonly maximum: number;
  /** Number of times that it rose above `temp_reporting_max_threshold`. */
  readonly overheats: number;
}

/** Input voltage of the radio. */
export interface VoltageReport {
  readonly type: 'voltage';
  readonly revision: string;
  /** Volts. */
  readonly current: number;
  /** The lowest so far, volts. */
  readonly minimum: number;
  /** The highest so far, volts. */
  readonly maximum: number;
  /** Number of times that it fell below its lower limit. */
  readonly undervoltages: number;
  /** Number of times that it rose above its upper limit. */
  readonly overvoltages: number;
}

/** A report that a radio sends by UDP. */
export type Report = RssiReport | TemperatureReport | VoltageReport;

/** Type of a report. */
export type ReportType = Report['type'];

/** All types of reports. */
export const reportTypes = ['rssi', 'temperature', 'voltage'] as const satisfies readonly ReportType[];

/** Longest payload of a datagram, bytes (interface.md D.1). */
export const maxDatagram = 1_400;

/** The last sequence number before it restarts (interface.md D.2). */
export const lastSequence = 9_999;

/** Value of all measurements in a report without traffic (interface.md D.2). */
export const noSignal = 999;

/** True for the report of a radio without traffic: it is about node 0. */
export function isKeepalive({ node }: Pick<RssiReport, 'node'>): boolean {
  return node === 0;
}

/** A raw value of an RSSI report in dBm: -43 is -21.5 dBm. */
export function dbmOf(raw: number): number {
  return raw / 2;
}
