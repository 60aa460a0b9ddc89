import { loadScenario } from '../../scenario/parse.js';
import type { ScenarioInput } from '../../scenario/scenario.js';
import type { ScenarioPlayer, ScenarioStatus } from '../../scenario/scenario-player.js';

/** What happens to the radio by itself: timed steps on the simulator's clock, one scenario at a time. */
export class ScenarioControl {
  readonly #player: ScenarioPlayer;

  constructor(player: ScenarioPlayer) {
    this.#player = player;
  }

  /** Where the last scenario is, or undefined where there was none. */
  get status(): ScenarioStatus | undefined {
    return this.#player.status;
  }

  /** Resolves once the scenario that plays has ended, failed or been stopped; at once if none plays. */
  get ended(): Promise<void> {
    return this.#player.ended;
  }

  /**
   * Begins a scenario; what is due at its beginning is done when this returns.
   * Throws `OPTION_INVALID` with all that is wrong, `SCENARIO_RUNNING`, `ALREADY_CLOSED`.
   * @param scenario typed, or the name of a YAML or JSON file
   */
  run(scenario: ScenarioInput | string): void {
    this.#player.run(loadScenario(scenario));
  }

  /** Stops the scenario that plays, if any; what it has done stays. */
  stop(): void {
    this.#player.stop();
  }
}
