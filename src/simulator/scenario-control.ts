import { loadInTurns, loadScenario, readScenarioText } from '../scenario/parse.js';
import type { TimelineStep } from '../scenario/progress.js';
import type { ScenarioInput } from '../scenario/scenario.js';
import type { ScenarioPlayer } from '../scenario/scenario-player.js';
import type { ScenarioStatus } from '../scenario/scenario-status.js';

/** Timed steps on the simulator's clock that change the radio, one scenario at a time. */
export interface ScenarioControl {
  /** Status of the last scenario, or undefined where there was none. */
  readonly status: ScenarioStatus | undefined;
  /** Resolves once the running scenario has ended, failed or been stopped; at once if none runs. */
  readonly ended: Promise<void>;
  /**
   * Starts a scenario; what is due at its beginning is done when this returns.
   * Throws `OPTION_INVALID` with all issues, `SCENARIO_RUNNING`, `ALREADY_CLOSED`.
   * @param scenario typed, or the name of a YAML or JSON file
   */
  readonly run: (scenario: ScenarioInput | string) => void;
  /** Stops the running scenario, if any; what it has done stays. */
  readonly stop: () => void;
}

/** {@link ScenarioControl} that takes what is not checked yet. */
export interface UncheckedScenarioControl extends ScenarioControl {
  readonly run: (scenario: string | object) => void;
  /**
   * As `run`, of a scenario that nobody changes from here on, with turns of the event loop for others where it is long;
   * resolves with its status once what is due at its beginning is done.
   */
  readonly runInTurns: (scenario: object) => Promise<ScenarioStatus>;
  /** The same of YAML or JSON text; `name` is its place in messages. */
  readonly runText: (text: string, name: string) => Promise<ScenarioStatus>;
  /** The steps of the last scenario and how far they have come; empty if there was none. */
  readonly timeline: () => Iterable<TimelineStep>;
}

/** Control of a player; scenarios are checked, and files read, before they reach it. */
export class PlayerControl implements UncheckedScenarioControl {
  readonly #player: ScenarioPlayer;

  constructor(player: ScenarioPlayer) {
    this.#player = player;
  }

  get status(): ScenarioStatus | undefined {
    return this.#player.status;
  }

  get ended(): Promise<void> {
    return this.#player.ended;
  }

  // Bound, so that they can be handed on: `const { run } = mock.scenario`.
  readonly run = (scenario: string | object): void => {
    this.#player.run(loadScenario(scenario));
  };

  readonly runInTurns = async (scenario: object): Promise<ScenarioStatus> =>
    this.#player.runInTurns(await loadInTurns(scenario));

  readonly runText = async (text: string, name: string): Promise<ScenarioStatus> =>
    this.#player.runInTurns(await readScenarioText(text, name));

  readonly timeline = (): Iterable<TimelineStep> => this.#player.timeline();

  readonly stop = (): void => {
    this.#player.stop();
  };
}
