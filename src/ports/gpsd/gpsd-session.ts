import { loopTurn } from '../../core/time/loop-turn.js';
import { type Fix } from '../../gpsd/fix.js';
import { GpsdFraming } from '../../gpsd/framing.js';
import {
  deviceLine,
  devicesLine,
  errorLine,
  pollLine,
  reportLines,
  versionLine,
  watchLine,
} from '../../gpsd/messages.js';
import { nmeaSentences } from '../../gpsd/nmea.js';
import { type GpsdRequest, parseRequest } from '../../gpsd/request.js';
import { type WatchPolicy, noWatch, wantsNmea, withChange } from '../../gpsd/watch.js';
import type { Connection, PortRequest } from '../connection.js';
import type { GpsReceiver } from './gps-receiver.js';
import type { GpsdLimits } from './gpsd-settings.js';
import type { ReportTimes, Watcher } from './report-times.js';

/** Requests of one client in one turn of the event loop. */
const perTurn = 16;

/** Parts that the sessions of a port share. */
interface GpsdContext {
  readonly receiver: GpsReceiver;
  readonly times: ReportTimes;
}

/** One client of the gpsd port. */
export class GpsdSession implements Watcher {
  readonly #connection: Connection;
  readonly #limits: GpsdLimits;
  readonly #context: GpsdContext;
  readonly #framing: GpsdFraming;
  #policy: WatchPolicy = noWatch;
  /** While it watches: a request whose reply has no end, so that the connection never counts as idle. */
  readonly #watching: PortRequest = { complete: false, written: false };
  /** True while input waits for the client to take output, or for the next turn. */
  #isWaiting = false;
  #hasEnded = false;

  constructor(connection: Connection, limits: GpsdLimits, context: GpsdContext) {
    this.#connection = connection;
    this.#limits = limits;
    this.#context = context;
    this.#framing = new GpsdFraming(limits.maxLineBytes);
    const { raw, stream } = connection;
    stream.on('data', (chunk: Buffer) => {
      if (this.#hasEnded) return;
      this.#framing.push(chunk);
      if (!this.#isWaiting) this.#next();
    });
    stream.on('end', () => {
      if (!this.#isWaiting) this.#next();
    });
    raw.once('close', () => this.stop());
    this.#write(versionLine());
    this.#restartIdleTime();
  }

  /** Reports no longer, and takes no more requests. */
  stop(): void {
    this.#hasEnded = true;
    this.#context.times.remove(this);
  }

  report(fix: Fix): void {
    if (this.#policy.json) this.#write(reportLines(fix));
    if (wantsNmea(this.#policy)) this.#write(nmeaSentences(fix));
  }

  /** Serves the requests that have come, as long as the client takes the replies. */
  #next(): void {
    const { stream } = this.#connection;
    this.#isWaiting = false;
    for (let count = 0; count < perTurn; count += 1) {
      if (this.#hasEnded || stream.destroyed) return;
      if (stream.writableNeedDrain) {
        this.#wait(new Promise((resolve) => stream.once('drain', resolve)));
        return;
      }
      const frame = this.#framing.next() ?? (stream.readableEnded ? this.#framing.end() : undefined);
      if (frame === undefined) {
        this.#allTaken();
        return;
      }
      if (frame.kind === 'too-long') this.#refuseLine();
      else this.#serve(parseRequest(frame.text));
    }
    // One packet may hold a thousand requests: other clients get their turns between them.
    this.#wait(loopTurn());
  }

  #wait(until: Promise<unknown>): void {
    this.#isWaiting = true;
    this.#connection.stream.pause();
    void until.then(() => this.#next());
  }

  /** A client that sends its FIN wants no more, as with gpsd. */
  #allTaken(): void {
    const { stream } = this.#connection;
    if (this.#framing.isEmpty) this.#connection.inputTaken();
    if (!stream.readableEnded) {
      stream.resume();
      return;
    }
    this.stop();
    this.#connection.finish();
  }

  #refuseLine(): void {
    this.#connection.setEndReason('line-too-long');
    this.#write(errorLine(`a request is too long; allowed: ${this.#limits.maxLineBytes} bytes`));
    this.stop();
    this.#connection.finish();
  }

  #serve(request: GpsdRequest): void {
    this.#write(this.#replyTo(request));
    this.#connection.rest();
    this.#restartIdleTime();
  }

  #replyTo(request: GpsdRequest): string {
    const { receiver, times } = this.#context;
    if (request.kind === 'version') return versionLine();
    if (request.kind === 'error') return errorLine(request.message);
    const fix = receiver.fix();
    if (fix === undefined) return errorLine('UNAVAILABLE');
    switch (request.kind) {
      case 'devices':
        return devicesLine(times.activated);
      case 'device':
        return deviceLine(times.activated);
      case 'poll':
        return pollLine(times.activated === undefined ? undefined : fix, fix.wallTime);
      case 'watch':
        if (request.change !== undefined) this.#watch(withChange(this.#policy, request.change));
        return devicesLine(times.activated) + watchLine(this.#policy);
    }
  }

  #watch(policy: WatchPolicy): void {
    const { times } = this.#context;
    this.#policy = policy;
    if (policy.enable) {
      this.#connection.requests.add(this.#watching);
      times.add(this);
    } else {
      this.#connection.requests.delete(this.#watching);
      times.remove(this);
    }
  }

  /** Limits the time of a client that watches nothing. */
  #restartIdleTime(): void {
    const { idle } = this.#connection;
    if (this.#policy.enable || this.#limits.idleTimeout === 0) idle.stop();
    else idle.start(this.#limits.idleTimeout);
  }

  #write(text: string): void {
    const { stream, writes, isEnding } = this.#connection;
    if (stream.destroyed || stream.writableEnded || isEnding) return;
    stream.write(text);
    if (stream.writableLength > this.#limits.maxBufferedBytes) this.#connection.destroy('buffer-full');
    else writes.watch();
  }
}
