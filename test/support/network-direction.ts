import type { Socket } from 'node:net';
import type { Clock, Timer } from '../../src/index.js';

/**
 * What becomes of a direction after so many bytes: `rst`: both ends see a RST; `fin`: the receiver sees an end, and the
 * rest is lost; `lose`: the rest is lost without a sign (a black hole); `vanish`: the sender sees a RST, the receiver
 * nothing at all.
 */
export type CutKind = 'rst' | 'fin' | 'lose' | 'vanish';

/** How one direction of a connection treats what it carries. */
export interface DirectionPlan {
  /** Delay of each piece, ms; one after the other if there are several. */
  readonly delays?: readonly number[];
  /** Greatest number of bytes of a piece; default: as they come. */
  readonly slice?: number;
  /** Bandwidth, bytes per ms; default: no limit. */
  readonly bytesPerMs?: number;
  readonly cut?: { readonly after: number; readonly how: CutKind };
}

/** The plan of one connection: from the client to the radio, and back. */
export interface LinkPlan {
  readonly up?: DirectionPlan;
  readonly down?: DirectionPlan;
  /** How long all that the client sends is held at first, ms. */
  readonly acceptDelay?: number;
}

/** The network around a direction. */
interface Surroundings {
  readonly clock: Clock;
  /** Resets the whole connection. */
  reset(): void;
}

/** Bytes that wait in a direction before its sender is paused. */
const maxWaiting = 65_536;

/** Ends a socket with a RST. One whose end is being sent can't be reset: Node.js would leave it open for good. */
export function resetSocket(socket: Socket): void {
  if (socket.writableEnded && !socket.writableFinished) socket.destroy();
  else socket.resetAndDestroy();
}

/** One direction of a connection. */
export class NetworkDirection {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #plan: DirectionPlan;
  readonly #around: Surroundings;
  #waiting = Buffer.alloc(0);
  #hasEnded = false;
  #isStopped = false;
  #pieces = 0;
  #timer: Timer | undefined;
  /** Bytes read from the sender. */
  taken = 0;
  /** Bytes passed on to the receiver. */
  passed = 0;

  constructor(from: Socket, to: Socket, plan: DirectionPlan, around: Surroundings) {
    this.#from = from;
    this.#to = to;
    this.#plan = plan;
    this.#around = around;
    from.on('data', (chunk: Buffer) => this.#take(chunk));
    from.on('end', () => this.#end());
    from.on('error', () => undefined);
    from.on('close', (hadError) => this.#closed(hadError));
  }

  /** Applies what the plan has for a connection that carries nothing. */
  begin(): void {
    const { cut } = this.#plan;
    if (cut?.after === 0) this.#cut(cut.how);
  }

  /** True while something in it waits for the clock. */
  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** Passes nothing on for so long. */
  holdFor(ms: number): void {
    this.#wait(ms, () => this.#pump());
  }

  /** Passes nothing on any more. */
  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#waiting = Buffer.alloc(0);
  }

  #take(chunk: Buffer): void {
    this.taken += chunk.length;
    if (this.#isStopped) return;
    this.#waiting = Buffer.concat([this.#waiting, chunk]);
    if (this.#waiting.length > maxWaiting) this.#from.pause();
    this.#pump();
  }

  #end(): void {
    this.#hasEnded = true;
    this.#pump();
  }

  /** A sender that was reset, or destroyed: the receiver sees a RST, unless this direction is a black hole. */
  #closed(hadError: boolean): void {
    if (this.#isStopped || (this.#hasEnded && !hadError)) return;
    this.stop();
    resetSocket(this.#to);
  }

  #pump(): void {
    while (this.#timer === undefined && !this.#isStopped) {
      if (this.#waiting.length === 0) {
        if (this.#hasEnded) this.#to.end();
        return;
      }
      const { slice = Infinity, bytesPerMs = Infinity, delays = [] } = this.#plan;
      const length = Math.min(this.#waiting.length, slice, this.#untilCut());
      const delay = (delays[this.#pieces % delays.length] ?? 0) + length / bytesPerMs;
      this.#pieces += 1;
      if (delay === 0) this.#pass(length);
      else this.#wait(delay, () => this.#passAfterDelay(length));
    }
  }

  #passAfterDelay(length: number): void {
    this.#pass(length);
    this.#pump();
  }

  #pass(length: number): void {
    const piece = this.#waiting.subarray(0, length);
    this.#waiting = this.#waiting.subarray(length);
    if (this.#waiting.length <= maxWaiting) this.#from.resume();
    this.passed += piece.length;
    if (this.#to.writable) this.#to.write(piece);
    const { cut } = this.#plan;
    if (cut !== undefined && this.passed >= cut.after) this.#cut(cut.how);
  }

  #untilCut(): number {
    return (this.#plan.cut?.after ?? Infinity) - this.passed;
  }

  #cut(how: CutKind): void {
    this.stop();
    this.#from.resume();
    if (how === 'rst') this.#around.reset();
    else if (how === 'fin') this.#to.end();
    else if (how === 'vanish') resetSocket(this.#from);
  }

  #wait(ms: number, then: () => void): void {
    this.#timer = this.#around.clock.setTimeout(() => {
      this.#timer = undefined;
      then();
    }, ms);
  }
}
