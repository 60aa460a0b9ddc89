import { pageFolder } from '../../config/package-folder.js';
import type { Config } from '../../config/schema.js';
import type { Service } from '../../simulator/service.js';
import type { Simulator } from '../../simulator/simulator.js';
import type { ControlPlane } from './control-plane.js';

/** Address of the control plane. */
export interface ControlAddress {
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:8081`. */
  readonly url: string;
}

/** The control plane of a simulator, if it is enabled; loaded, opened and closed with the simulator. */
export class ControlPort implements Service {
  readonly name = 'control';
  readonly #simulator: Simulator;
  readonly #config: Config['control'];
  #plane: ControlPlane | undefined;
  #address: ControlAddress | undefined;

  constructor(simulator: Simulator, config: Config['control']) {
    this.#simulator = simulator;
    this.#config = config;
  }

  /** Its address; undefined if it was never opened. */
  get address(): ControlAddress | undefined {
    return this.#address;
  }

  get isOpen(): boolean {
    return this.#plane !== undefined;
  }

  async open(onLost: (error: unknown) => void): Promise<void> {
    if (!this.#config.enabled) return;
    // Loaded only if needed: a start without a control plane is faster.
    const { ControlPlane } = await import('./control-plane.js');
    const { host, page } = this.#config;
    const folder = page ? { pageFolder } : {};
    const plane = new ControlPlane(this.#simulator, { ...this.#config, ...folder, onLost });
    const address = await plane.open();
    const shown = host.includes(':') ? `[${host}]` : host;
    this.#address = { ...address, url: `http://${shown}:${address.port}` };
    this.#plane = plane;
  }

  async loadAhead(): Promise<void> {
    await this.#plane?.loadAhead();
  }

  async reopen(): Promise<void> {
    await this.#plane?.reopen();
  }

  async stop(): Promise<void> {
    await this.#plane?.stop();
  }

  force(): void {
    this.#plane?.force();
  }

  async end(): Promise<void> {
    await this.#plane?.end();
  }
}
