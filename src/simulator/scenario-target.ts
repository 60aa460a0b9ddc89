import type { CommandPath } from '../command-path/command-path.js';
import type { BlackoutCause } from '../radio/blackout.js';
import type { Mode } from '../radio/mode.js';
import type { PatchValues } from '../radio/patch.js';
import type { ScenarioNetwork, ScenarioTarget } from '../scenario/target.js';

/** A network that scenarios change. */
export interface SteerableNetwork {
  readonly scenarios: ScenarioNetwork;
}

/** The radio of a node, as scenarios change it. */
export class NodeScenarioTarget implements ScenarioTarget {
  readonly nodeid: number;
  readonly #commandPath: CommandPath;
  #network: SteerableNetwork | undefined;

  constructor(commandPath: CommandPath, network: SteerableNetwork | undefined) {
    this.nodeid = Number(commandPath.model.identity.nodeid);
    this.#commandPath = commandPath;
    this.#network = network;
  }

  /** Puts it into a network, for good. */
  join(network: SteerableNetwork): void {
    this.#network = network;
  }

  get network(): ScenarioNetwork | undefined {
    return this.#network?.scenarios;
  }

  get faults(): ScenarioTarget['faults'] {
    return this.#commandPath.faults;
  }

  get mode(): Mode {
    return this.#commandPath.mode;
  }

  get isInBlackout(): boolean {
    const { current } = this.#commandPath.blackout;
    return current !== undefined && current.cause !== 'offline';
  }

  patch(values: PatchValues): void {
    this.#commandPath.state.patch(values);
  }

  read(method: string): unknown {
    return this.#commandPath.state.answer(method);
  }

  beginBlackout(cause: BlackoutCause, ms: number): void {
    this.#commandPath.blackout.start(cause, ms);
  }

  endBlackout(): Promise<void> {
    return this.#commandPath.blackout.end();
  }

  setMode(mode: Mode): Promise<void> {
    return this.#commandPath.setMode(mode);
  }
}
