import type { SilvusMock, SilvusMockOptions, VirtualClock } from '../../src/index.js';
import { runningInVirtualTime } from './radio.js';
import { rawClient } from './raw-client.js';

/** What a client saw of one exchange: all bytes, and how the connection ended. */
export interface SeenExchange {
  readonly bytes: Buffer;
  readonly error: string | undefined;
}

/** Sends bytes on a connection of its own; resolves with what came once the radio has ended it. */
export async function exchangeOn(port: number, bytes: string | Uint8Array): Promise<SeenExchange> {
  const client = await rawClient(port);
  client.socket.write(bytes);
  const { error } = await client.ended;
  client.socket.destroy();
  return { bytes: client.bytes(), error };
}

/** Time between the exchanges of a {@link SteadyClient}: longer than what chaos waits for, ms. */
const period = 100_000;

/** Sends one exchange after the other, each at the same time of the radio's clock in every run. */
export class SteadyClient {
  readonly mock: SilvusMock;
  readonly #clock: VirtualClock;
  #count = 0;

  constructor(mock: SilvusMock, clock: VirtualClock) {
    this.mock = mock;
    this.#clock = clock;
  }

  /** One exchange that the radio takes. */
  async exchange(port: number, bytes: string | Uint8Array): Promise<SeenExchange> {
    this.#count += 1;
    const seen = exchangeOn(port, bytes);
    await this.mock.received(this.#count);
    return this.#inTime(seen);
  }

  /** The same where the radio may take no request. */
  async connection(port: number, bytes: string | Uint8Array): Promise<SeenExchange> {
    return this.#inTime(exchangeOn(port, bytes));
  }

  async #inTime(seen: Promise<SeenExchange>): Promise<SeenExchange> {
    const state = { isOver: false };
    void seen.then(() => {
      state.isOver = true;
    });
    while (!state.isOver) await this.#clock.advance(1_000);
    const now = this.#clock.now();
    await this.#clock.advance(Math.ceil((now + 1) / period) * period - now);
    return seen;
  }
}

/** A radio in virtual time with a client. */
export async function steadyClient(options: Omit<SilvusMockOptions, 'clock'>): Promise<SteadyClient> {
  const { mock, clock } = await runningInVirtualTime(options);
  return new SteadyClient(mock, clock);
}

/** The body of an HTTP response, chunks joined. */
export function bodyOf({ bytes }: SeenExchange): string {
  const text = bytes.toString('latin1');
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const whole = /transfer-encoding: chunked/i.test(head) ? joined(body) : body;
  return Buffer.from(whole, 'latin1').toString();
}

function joined(chunks: string): string {
  let text = '';
  for (let left = chunks; ;) {
    const size = parseInt(left, 16);
    const from = left.indexOf('\r\n') + 2;
    if (!(size > 0)) return text;
    text += left.slice(from, from + size);
    left = left.slice(from + size + 2);
  }
}
