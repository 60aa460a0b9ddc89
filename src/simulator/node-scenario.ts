import type { CommandPath } from '../command-path/command-path.js';
import type { Clock } from '../core/time/clock.js';
import type { Scenario } from '../scenario/scenario.js';
import { ScenarioPlayer } from '../scenario/scenario-player.js';
import type { ScenarioEvent } from '../scenario/scenario-status.js';
import type { NodeTelemetry } from './node-telemetry.js';
import { PlayerControl, type UncheckedScenarioControl } from './scenario-control.js';
import { NodeScenarioTarget, type SteerableNetwork } from './scenario-target.js';
import type { ActivityPolicy } from './supervision/activity-status.js';
import type { Supervisor } from './supervision/supervisor.js';

/** Parts of a node that scenarios need. */
interface NodeScenarioParts {
  readonly commandPath: CommandPath;
  /** The radio's time. */
  readonly clock: Clock;
  /** The scenario that the node was made with. */
  readonly first: Scenario | undefined;
  readonly network: SteerableNetwork | undefined;
  readonly supervisor: Supervisor;
  readonly telemetry: NodeTelemetry;
}

/** A scenario's steps have their times: a restart would repeat what was done. */
const policy: ActivityPolicy = 'leave';

/** The scenarios of a node: the one that it was made with, and those that are run on it. */
export class NodeScenario {
  /** The radio as scenarios change it. */
  readonly target: NodeScenarioTarget;
  readonly player: ScenarioPlayer;
  readonly control: UncheckedScenarioControl;
  readonly #parts: NodeScenarioParts;

  constructor(parts: NodeScenarioParts) {
    const { commandPath, clock, network } = parts;
    const { radioMethods, methods } = commandPath;
    this.#parts = parts;
    this.target = new NodeScenarioTarget(commandPath, network);
    this.player = new ScenarioPlayer(clock, this.target, radioMethods, methods, (event) =>
      this.#onEvent(event),
    );
    this.control = new PlayerControl(this.player);
  }

  /** Checks the scenario that the node was made with, and the nodes in it. Throws `OPTION_INVALID`. */
  checkFirst(): void {
    const { first } = this.#parts;
    if (first !== undefined) this.player.check(first);
  }

  /** Runs the scenario that the node was made with, unless another runs. */
  runFirst(): void {
    const { first } = this.#parts;
    const isRunning = this.player.status?.state === 'running';
    if (first !== undefined && !isRunning) this.player.run(first);
  }

  #onEvent(event: ScenarioEvent): void {
    const { supervisor, telemetry } = this.#parts;
    if (event.what === 'started') supervisor.register('scenario', policy, () => undefined);
    else if (event.what === 'failed') supervisor.died('scenario', new Error(event.text));
    else if (event.what !== 'step' && event.what !== 'idle') supervisor.ended('scenario');
    telemetry.scenario(event);
  }
}
