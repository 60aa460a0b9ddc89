import { isPromise } from '../../core/realm.js';
import type { Timer } from '../../core/time/clock.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import type { Connection } from '../connection.js';
import type { Delivery } from '../delivery.js';
import type { EndReason } from '../end-reason.js';
import { endByFault, isPlain } from '../http/http-delivery.js';
import { Pieces, fillerPieces } from '../pieces.js';
import type { PortContext } from '../port.js';
import type { SinkReply } from '../request-sink.js';
import { Framing, substanceOf } from './framing.js';
import type { MaintenanceLimits } from './maintenance-settings.js';

/** One connection of the maintenance port. */
export class MaintenanceSession {
  readonly #connection: Connection;
  readonly #limits: MaintenanceLimits;
  readonly #context: PortContext<'maintenance'>;
  readonly #framing: Framing;
  #timer: Timer | undefined;
  /** True while a message has not had its whole reply. */
  #isServing = false;
  /** True once the connection takes no more messages. */
  #hasEnded = false;
  #isStopping = false;

  constructor(connection: Connection, limits: MaintenanceLimits, context: PortContext<'maintenance'>) {
    this.#connection = connection;
    this.#limits = limits;
    this.#context = context;
    this.#framing = new Framing(limits.maxLineBytes);
    const { raw, stream } = connection;
    stream.on('data', (chunk: Buffer) => this.#onData(chunk));
    stream.on('end', () => this.#onEnd());
    raw.once('close', () => this.#timer?.cancel());
    this.#limitTime(limits.idleTimeout, 'message-timeout');
  }

  /** Ends the connection after the reply that is under way. */
  stop(): void {
    this.#isStopping = true;
    this.#hasEnded ||= !this.#isServing;
  }

  #onData(chunk: Buffer): void {
    if (this.#hasEnded) {
      this.#discard(chunk);
      return;
    }
    this.#framing.push(chunk);
    if (!this.#isServing) this.#next();
    else if (this.#framing.rest.length > this.#limits.maxLineBytes) this.#connection.stream.pause();
  }

  #onEnd(): void {
    if (this.#hasEnded || this.#isServing) return;
    const frame = this.#framing.end();
    if (frame?.kind === 'message') this.#serve(frame.bytes);
    else this.#connection.stream.end();
  }

  #next(): void {
    const frame = this.#framing.next();
    if (frame === undefined) {
      if (this.#framing.isEmpty) this.#connection.inputTaken();
      return;
    }
    if (frame.kind === 'message') this.#serve(frame.bytes);
    else {
      this.#connection.setEndReason('line-too-long');
      this.#finish(this.#context.sink.tooLong(this.#limits.maxLineBytes));
    }
  }

  #serve(bytes: Uint8Array): void {
    const { name, sink } = this.#context;
    const { peer, disconnected } = this.#connection;
    this.#timer?.cancel();
    this.#isServing = true;
    this.#connection.requests.add({ complete: true, written: false });
    this.#connection.unwritten += 1;
    if (!this.#limits.persistent) this.#endInput();
    const reply = sink.handle(bytes, { port: name, peer }, disconnected);
    if (isPromise(reply)) void reply.then((ready) => this.#afterDelay(ready));
    else this.#afterDelay(reply);
  }

  #afterDelay(reply: SinkReply): void {
    if (reply.kind === 'cancelled' || reply.delivery.delayMs === 0) {
      this.#deliver(reply);
      return;
    }
    const { disconnected } = this.#connection;
    void this.#context.delays.wait(reply.delivery.delayMs, disconnected).then(() => this.#deliver(reply));
  }

  #deliver(reply: SinkReply): void {
    this.#connection.unwritten -= 1;
    // A client that has disconnected already has an end reason.
    if (reply.kind === 'cancelled') this.#connection.destroy('client-reset');
    else if (!isPlain(reply.delivery)) void this.#sendFaulty(reply.delivery);
    else if (this.#limits.persistent && !this.#isStopping && !this.#connection.isDisconnected)
      this.#reply(reply.delivery.text);
    else this.#finish(reply.delivery.text);
  }

  /** Sends a reply as faults have changed it. */
  async #sendFaulty(delivery: Delivery): Promise<void> {
    const { text, encoding, cutAt, drip, copies, filler, ending } = delivery;
    const { stream, disconnected } = this.#connection;
    if (ending === 'silence') {
      this.#hasEnded = true;
      this.#connection.requests.clear();
      this.#limitTime(this.#limits.idleTimeout, 'fault');
      return;
    }
    const line = Buffer.from(
      text === undefined ? '' : filler === undefined ? `${text}\n` : text,
      encoding ?? 'utf8',
    );
    const pieces = new Pieces(line, copies, cutAt, drip?.bytes);
    let drips = drip !== undefined;
    for (let piece = pieces.next(); piece !== undefined && !stream.destroyed; piece = pieces.next()) {
      stream.write(piece);
      if (drips && drip !== undefined) drips = await this.#context.delays.wait(drip.intervalMs, disconnected);
      if (!drips) pieces.join();
      if (pieces.isTurnOver) await loopTurn();
    }
    for (const piece of filler === undefined ? [] : fillerPieces(filler)) {
      if (stream.destroyed) return;
      this.#limitTime(this.#limits.writeTimeout, 'write-timeout');
      await new Promise<void>((resolve) => {
        stream.write(piece, () => resolve());
      });
    }
    if (ending === 'close') this.#connection.setEndReason('fault');
    if (ending === 'reset') endByFault(this.#connection, ending);
    else if (ending === 'close' || !this.#limits.persistent) this.#finish(undefined);
    else this.#reply(undefined);
  }

  /** Discards all further input. */
  #endInput(): void {
    this.#hasEnded = true;
    this.#discard(this.#framing.rest);
  }

  #discard(bytes: Uint8Array): void {
    const count = substanceOf(bytes);
    if (count > 0) this.#context.listener.onDiscarded(count);
  }

  /** Sends one line, if any, and goes on to the next message once the line is with the system. */
  #reply(text: string | undefined): void {
    const { stream } = this.#connection;
    this.#limitTime(this.#limits.writeTimeout, 'write-timeout');
    stream.write(text === undefined ? '' : `${text}\n`, () => {
      // One packet may hold a thousand messages: other clients get their turns between them.
      if (this.#framing.rest.length > 0) void loopTurn().then(() => this.#goOn());
      else this.#goOn();
    });
  }

  /** Goes on to the next message. */
  #goOn(): void {
    const { stream, isDisconnected } = this.#connection;
    this.#connection.requests.clear();
    this.#isServing = false;
    if (this.#isStopping || isDisconnected) {
      this.#connection.finish();
      return;
    }
    this.#limitTime(this.#limits.idleTimeout, 'message-timeout');
    this.#connection.rest();
    this.#next();
    // Otherwise more would be read for each reply than it took from the input: a flood would be kept in memory.
    if (this.#framing.rest.length <= this.#limits.maxLineBytes) stream.resume();
    if (stream.readableEnded) this.#onEnd();
  }

  /** Sends the last line, if any, and our FIN; the client has a moment to send its own. */
  #finish(text: string | undefined): void {
    const { stream } = this.#connection;
    const { writeTimeout, lingerTimeout } = this.#limits;
    this.#hasEnded = true;
    this.#connection.isServed = true;
    this.#limitTime(writeTimeout, 'write-timeout');
    stream.end(text === undefined ? '' : `${text}\n`, () => {
      this.#connection.requests.clear();
      if (this.#isStopping) this.#connection.finish();
      else this.#limitTime(lingerTimeout, 'linger');
    });
  }

  /** Ends the connection after this time, unless another limit replaces it; real ms, 0 for unlimited. */
  #limitTime(ms: number, reason: EndReason): void {
    this.#timer?.cancel();
    if (ms === 0 || this.#connection.stream.destroyed) return;
    this.#timer = this.#context.socketClock.setTimeout(() => this.#connection.destroy(reason), ms);
  }
}
