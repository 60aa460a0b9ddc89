import { isIPv4 } from 'node:net';
import type { ReportedRadio } from '../../command-path/reported-radio.js';
import type { FaultSet } from '../../faults/fault-set.js';
import type { ReportDelivery } from '../../faults/report-delivery.js';
import type { DatagramSockets, Receiver, Route } from '../../net/datagram-sockets.js';
import type { NetworkView } from '../../radio/network-view.js';
import { encode } from '../../reports/encode.js';
import { pack } from '../../reports/pack.js';
import { type Report, type ReportType, lastSequence } from '../../reports/report.js';
import type { DropCause } from './drop-causes.js';
import { Measurements, measureNeighbours } from './measure.js';
import type { ReportCounts } from './report-counts.js';
import type { ReportSettings, StreamSettings } from './streams.js';

/** A datagram as it is to be sent. */
interface BentReport {
  readonly delivery: ReportDelivery;
  readonly payload: Uint8Array;
}

/** Parts of a node that its reports are made from. */
export interface ReportSource {
  readonly radio: ReportedRadio;
  /** The network around it; undefined while it is alone. */
  readonly network: () => Pick<NetworkView, 'heard'> | undefined;
  readonly settings: () => ReportSettings;
  /** The faults of the radio. */
  readonly faults: () => Pick<FaultSet, 'forReport'>;
  /** Changes a datagram as chaos does; the same where it does nothing. */
  readonly bend: (type: ReportType, delivery: ReportDelivery, payload: Uint8Array) => BentReport;
  /** ID of the node. */
  readonly node: string;
  /** The host that it is served at; undefined where it is not served. */
  readonly host: string | undefined;
}

/** Called for reports that were not delivered. */
export type OnDropped = (
  type: ReportType,
  cause: DropCause,
  receiver: Receiver | undefined,
  error?: Error,
) => void;

/** A route of a stream with the receiver that it leads to. */
interface StreamRoute {
  readonly receiver: Receiver;
  readonly route: Route;
}

/** A datagram that later ones overtake. */
interface HeldDatagram {
  readonly send: () => void;
  /** Number of datagrams to be sent before it. */
  after: number;
}

/** Makes and sends the reports of one radio. */
export class ReportWriter {
  readonly #source: ReportSource;
  readonly #sockets: DatagramSockets;
  readonly #counts: ReportCounts;
  readonly #onDropped: OnDropped;
  readonly #routes = new Map<ReportType, StreamRoute>();
  /** By type, the datagram that waits for later ones. */
  readonly #held = new Map<ReportType, HeldDatagram>();
  #measurements: Measurements;
  /** Of the next RSSI report; undefined before the first one. */
  #sequence: number | undefined;
  #boot: number;

  constructor(source: ReportSource, sockets: DatagramSockets, counts: ReportCounts, onDropped: OnDropped) {
    this.#source = source;
    this.#sockets = sockets;
    this.#counts = counts;
    this.#onDropped = onDropped;
    this.#measurements = new Measurements(source.radio);
    this.#boot = source.radio.boot();
  }

  /** Sends the reports of a stream that are due; a radio in blackout sends nothing. */
  write(type: ReportType, { period, receiver }: StreamSettings): void {
    const { radio } = this.#source;
    this.#noticeBoot(radio.boot());
    if (radio.outage() !== undefined) return;
    const settings = this.#source.settings();
    const reports = this.#reports(type, period, settings, receiver !== undefined);
    if (receiver === undefined) this.#drop(type, 'no-address', undefined);
    else
      for (const payload of pack(reports.map(encode), settings.perDatagram))
        this.#deliver(type, receiver, payload);
  }

  /** Gives back what a stream has of the system; resolves when it is closed. */
  async release(type: ReportType): Promise<void> {
    if (this.#held.delete(type)) this.#drop(type, 'fault', undefined);
    const route = this.#routes.get(type)?.route;
    this.#routes.delete(type);
    await route?.release();
  }

  /** A boot begins the sequence, the extremes and the counts anew. */
  #noticeBoot(boot: number): void {
    if (boot === this.#boot) return;
    this.#boot = boot;
    this.#measurements = new Measurements(this.#source.radio);
    this.#sequence = undefined;
  }

  /** @param isSent false where there is no receiver: no number of the sequence is used */
  #reports(type: ReportType, period: number, settings: ReportSettings, isSent: boolean): readonly Report[] {
    switch (type) {
      case 'rssi':
        return isSent
          ? measureNeighbours(this.#source.network(), period).map((measurement) => ({
              type,
              revision: '1.0',
              sequence: this.#nextSequence(settings.firstSequence),
              ...measurement,
            }))
          : [];
      case 'temperature': {
        const report = this.#measurements.temperature();
        return this.#isReported(report.current) ? [report] : [];
      }
      case 'voltage':
        return [this.#measurements.voltage(settings)];
    }
  }

  /** In mode 1 a radio reports while it is heating or overheated, in mode 2 always (interface.md D.6). */
  #isReported(temperature: number): boolean {
    const { radio } = this.#source;
    const isAlways = radio.setting('temp_reporting_mode')[0] === '2';
    return isAlways || temperature >= Number(radio.setting('temp_reporting_min_threshold')[0]);
  }

  #nextSequence(firstSequence: number): number {
    const sequence = this.#sequence ?? firstSequence;
    this.#sequence = sequence >= lastSequence ? firstSequence : sequence + 1;
    return sequence;
  }

  /** Sends a datagram as the faults let it. */
  #deliver(type: ReportType, receiver: Receiver, made: Uint8Array): void {
    const subject = { report: type, receiver: `${receiver.host}:${receiver.port}` };
    const decided = this.#source.faults().forReport(subject) ?? { copies: 1, after: 0 };
    const { delivery, payload } = this.#source.bend(type, decided, made);
    const { copies, after } = delivery;
    if (copies === 0) {
      this.#drop(type, 'fault', receiver);
      return;
    }
    const send = () => {
      for (let copy = 0; copy < copies; copy += 1) this.#send(type, receiver, payload);
    };
    const held = this.#held.get(type);
    if (after > 0 && held === undefined) {
      this.#held.set(type, { send, after });
      return;
    }
    send();
    if (held === undefined) return;
    held.after -= 1;
    if (held.after > 0) return;
    this.#held.delete(type);
    held.send();
  }

  #send(type: ReportType, receiver: Receiver, payload: Uint8Array): void {
    this.#counts.addSent(type);
    this.#routeTo(type, receiver).send(payload, (failure, error) =>
      this.#drop(type, failure, receiver, error),
    );
  }

  #routeTo(type: ReportType, receiver: Receiver): Route {
    const known = this.#routes.get(type);
    if (known?.receiver.host === receiver.host && known.receiver.port === receiver.port) return known.route;
    // The new one is taken first: a socket that both share stays open.
    const { node: id, host } = this.#source;
    const route = this.#sockets.route({ id, address: addressFor(receiver, host) }, receiver);
    void known?.route.release();
    this.#routes.set(type, { receiver, route });
    return route;
  }

  #drop(type: ReportType, cause: DropCause, receiver: Receiver | undefined, error?: Error): void {
    this.#counts.addDropped(cause);
    this.#onDropped(type, cause, receiver, error);
  }
}

const isLoopback = (host: string) => host.startsWith('127.');

/** The system's own choice for a receiver on the loopback. */
const usualLoopback = '127.0.0.1';

/**
 * Own address of datagrams to a receiver: the host that the radio is served at, by which a receiver can tell radios
 * apart; undefined where the system must choose it, since no datagram leaves the loopback with an address of it.
 */
function addressFor({ host: receiver }: Receiver, host: string | undefined): string | undefined {
  if (host === undefined || !isIPv4(host) || host === '0.0.0.0' || host === usualLoopback) return undefined;
  return isLoopback(host) && !isLoopback(receiver) ? undefined : host;
}
