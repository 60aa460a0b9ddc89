import { radioAccess } from '../client/radio-access.js';
import { type RadioAccess, RadioClient } from '../client/radio-client.js';
import type { RadioAccessFlags } from '../client/radio-flags.js';

/** The client of the radio that `wait` asks. It is kept between attempts: each login takes a session of the radio. */
export class WaitClients {
  readonly #flags: RadioAccessFlags;
  readonly #stop: AbortSignal;
  /** Read once: standard input has the password once. */
  #access: RadioAccess | undefined;
  #last: { readonly address: string; readonly client: RadioClient } | undefined;

  /** @param stop ends the reading of a password early */
  constructor(flags: RadioAccessFlags, stop: AbortSignal) {
    this.#flags = flags;
    this.#stop = stop;
  }

  /** The client for an address. Rejects with a `CliError`. */
  async of(url: URL): Promise<RadioClient> {
    if (this.#last?.address !== url.href) {
      this.#access ??= await radioAccess(this.#flags, url, this.#stop);
      this.#last = { address: url.href, client: new RadioClient(url, this.#access) };
    }
    return this.#last.client;
  }
}
