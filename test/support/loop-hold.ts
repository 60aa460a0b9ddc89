import { type Socket, connect } from 'node:net';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { HostileInput } from './hostile-input.js';
import { LoopWatch } from './loop-watch.js';

/** Longest time for which one input may hold the event loop, ms. */
const most = 150;

/** Times for which an input may hold the loop beside those of JSON.parse. */
const factor = 3;
const beside = 5;

/** Where an input is many requests or chunks: times for which it may hold the loop beside those of a bare server. */
const bareFactor = 2;

/** How often an input is measured; the least counts. */
const repeats = 5;

/** How often a suspect is measured, and how far apart, ms: longer than a collection of garbage by other threads. */
const suspect = { repeats: 60, apart: 25 };

/** After so many inputs the radio is put back to its start, whatever they were. */
const resetEvery = 100;

/** An input, how long it held the loop, and for how long it may. */
export interface Hold {
  readonly input: HostileInput;
  readonly ms: number;
  readonly allowed: number;
}

/** Measures for how long inputs hold the event loop of this process, in which the ports are. */
export class LoopHold {
  readonly #ports: Readonly<Record<HostileInput['port'], number>>;
  /** A server that does nothing but reply, for the time that Node.js takes. */
  readonly #barePort: number;
  readonly #restore: () => Promise<void>;
  /** The radio may be as another test has left it. */
  #isChanged = true;
  /** The input that came nearest to what is allowed. */
  worst: Hold | undefined;
  inputs = 0;

  /** @param restore puts the radio back to its start */
  constructor(ports: Readonly<Record<HostileInput['port'] | 'bare', number>>, restore: () => Promise<void>) {
    this.#ports = ports;
    this.#barePort = ports.bare;
    this.#restore = restore;
  }

  /**
   * Sends an input and gives how long it held the loop; the least of five where once was too long.
   * @param own allowed for it, ms, where that does not follow from its bytes
   */
  async measure(input: HostileInput, own?: number): Promise<Hold> {
    this.inputs += 1;
    let ms = await this.#once(input);
    const worst = this.worst === undefined ? 0 : Math.min(1, this.worst.ms / this.worst.allowed);
    // What parses in no time may take the least: nothing below it can be the worst.
    if (ms / beside <= worst) return { input, ms, allowed: beside };
    const bare = input.isInPieces === true ? await this.#bareTime(input.bytes) : 0;
    const allowed = own ?? Math.min(most, factor * parseTime(input.bytes) + beside + bareFactor * bare);
    const isSuspect = () => ms > allowed;
    for (
      let again = 1;
      again < (isSuspect() ? suspect.repeats : repeats) && ms / allowed > worst;
      again += 1
    ) {
      // It is measured again alone, after what was left by others is done.
      if (again >= repeats) await wait(suspect.apart);
      ms = Math.min(ms, await this.#once(input));
    }
    const hold = { input, ms, allowed };
    if (ms / allowed > worst) this.worst = hold;
    return hold;
  }

  /** The least time of five for which a bare server of Node.js holds the loop with these bytes, ms. */
  async #bareTime(bytes: Buffer): Promise<number> {
    let least = Infinity;
    for (let again = 0; again < repeats; again += 1) {
      const watch = new LoopWatch();
      await sent(this.#barePort, bytes);
      least = Math.min(least, watch.stop());
    }
    return least;
  }

  async #once({ port, bytes, isBytewise = false }: HostileInput): Promise<number> {
    if (this.#isChanged || this.inputs % resetEvery === 0) await this.#restore();
    const watch = new LoopWatch();
    const reply = await sent(this.#ports[port], bytes, isBytewise);
    this.#isChanged = port === 'control' && reply.startsWith('HTTP/1.1 2');
    return watch.stop();
  }
}

/** The least time of five in which JSON.parse reads these bytes, or finds that they are no JSON, ms. */
function parseTime(bytes: Buffer): number {
  // The body alone: what stands before it is no JSON.
  const at = bytes.indexOf('\r\n\r\n');
  const body = at === -1 ? bytes : bytes.subarray(at + 4);
  let least = Infinity;
  for (let again = 0; again < repeats; again += 1) {
    const before = performance.now();
    try {
      JSON.parse(body.toString('utf8'));
    } catch {
      // It takes its time for this too.
    }
    least = Math.min(least, performance.now() - before);
  }
  return least;
}

/** Sends bytes and resolves once the peer has ended the connection, with the beginning of its reply. */
function sent(port: number, bytes: Buffer, isBytewise = false): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.setNoDelay();
    socket.once('connect', () => void (isBytewise ? writeBytewise(socket, bytes) : socket.write(bytes)));
    socket.on('error', () => undefined);
    let beginning = '';
    socket.once('data', (chunk: Buffer) => {
      beginning = chunk.toString('latin1', 0, 32);
    });
    socket.once('close', () => resolve(beginning));
  });
}

async function writeBytewise(socket: Socket, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length && socket.writable; at += 1) {
    socket.write(bytes.subarray(at, at + 1));
    await turn();
  }
}
