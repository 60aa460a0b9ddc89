import type { ReportedRadio } from '../../command-path/reported-radio.js';
import type { ResolvedConfig } from '../../config/resolve.js';
import type { Receiver } from '../../net/datagram-sockets.js';
import type { ReportType } from '../../reports/report.js';

/** The settings that reports depend on. */
export type ReportSettings = ResolvedConfig['reports'];

/** A stream of reports that is switched on. */
export interface StreamSettings {
  /** Time between reports, ms. */
  readonly period: number;
  /** Undefined while there is no address. */
  readonly receiver: Receiver | undefined;
}

const second = 1_000;

/** The streams that are switched on, by type (interface.md B.5). */
export function streamsOf(
  radio: Pick<ReportedRadio, 'setting'>,
  settings: ReportSettings,
): ReadonlyMap<ReportType, StreamSettings> {
  const value = (name: string) => radio.setting(name)[0];
  const streams = new Map<ReportType, StreamSettings>();
  if (settings.rssi === 'addressed' || value('rssi_report_enable') === '1') {
    const receiver = receiverOf(radio.setting('rssi_report_address'));
    const isOn = settings.rssi !== 'addressed' || receiver !== undefined;
    if (isOn) streams.set('rssi', { period: Number(value('rssi_report_period')), receiver });
  }
  if (value('temp_reporting_mode') !== '0')
    streams.set('temperature', {
      period: Number(value('temp_reporting_period')) * second,
      receiver: receiverOf(radio.setting('temp_reporting_address')),
    });
  const { voltageAddress, voltagePeriod } = settings;
  if (voltageAddress !== undefined)
    streams.set('voltage', { period: voltagePeriod, receiver: receiverOf(voltageAddress.split(':')) });
  return streams;
}

/** An address and a port, or one text where the model joins them: `172.20.0.2_5100`. Undefined for no receiver. */
function receiverOf(values: readonly string[]): Receiver | undefined {
  const [host = '', port = ''] = values.flatMap((value) => value.split('_'));
  return host === '0.0.0.0' || Number(port) === 0 ? undefined : { host, port: Number(port) };
}
