import type { Clock } from '../../core/time/clock.js';
import type { Config } from '../../config/schema.js';
import { SilvusMockError } from '../../core/errors.js';
import type { LogControl } from '../../core/log/log-control.js';
import type { Logger } from '../../core/log/logger.js';
import type { ControlPlane } from './control-plane.js';
import type { ControlTarget } from '../target.js';

/** Where the control plane listens. */
export interface ControlAddress {
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:8081`. */
  readonly url: string;
}

/** What a control port is made from. */
export interface ControlPortOptions {
  readonly config: Config['control'];
  /** Whether a port that can't be opened fails the start; else it goes on without, with a warning. */
  readonly isRequired: boolean;
  readonly target: ControlTarget;
  /** Real time. */
  readonly socketClock: Clock;
  readonly logger: Logger;
  /** Told that it has stopped listening by itself. */
  readonly onLost: (fault: unknown) => void;
  /** The log, if it is this plane's to drive. */
  readonly log?: LogControl | undefined;
}

/** A simulator's control plane, if it is to have one: loaded, opened and closed with it. */
export class ControlPort {
  readonly #options: ControlPortOptions;
  #plane: ControlPlane | undefined;
  #address: ControlAddress | undefined;

  constructor(options: ControlPortOptions) {
    this.#options = options;
  }

  /** Where it listens; undefined where it was never opened. */
  get address(): ControlAddress | undefined {
    return this.#address;
  }

  /** Opens it, if it is to be. Rejects with `PORT_UNAVAILABLE`. */
  async open(): Promise<void> {
    const { config, isRequired, ...parts } = this.#options;
    if (!config.enabled) return;
    // Who does without pays nothing for it.
    const { ControlPlane } = await import('./control-plane.js');
    const { host, port, token, allowedHosts } = config;
    const plane = new ControlPlane({ host, port, token, allowedHosts, ...parts });
    try {
      const address = await plane.open();
      const shown = host.includes(':') ? `[${host}]` : host;
      this.#address = { ...address, url: `http://${shown}:${address.port}` };
      this.#plane = plane;
    } catch (fault) {
      if (isRequired || !(fault instanceof SilvusMockError)) throw fault;
      parts.logger.warn({}, `${fault.message}; going on without it`);
    }
  }

  /** Loads what answers, before anybody asks. Rejects if it can't be read. */
  async loadAhead(): Promise<void> {
    await this.#plane?.loadAhead();
  }

  /** Opens it again where it was. Rejects with `PORT_UNAVAILABLE`. */
  async reopen(): Promise<void> {
    await this.#plane?.reopen();
  }

  /** Takes no more connections and finishes what is under way; resolves when only followers are left. */
  async stop(): Promise<void> {
    await this.#plane?.stop();
  }

  /** Destroys what `stop` still waits for. */
  force(): void {
    this.#plane?.force();
  }

  /** Lets the followers go; resolves when nothing is left. */
  async end(): Promise<void> {
    await this.#plane?.end();
  }
}
