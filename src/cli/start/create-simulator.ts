import { type RadiosChoice, radiosOf } from '../../config/radios-choice.js';
import type { LoadedConfig } from '../../config/load.js';
import { type ResolvedConfig, resolve } from '../../config/resolve.js';
import type { ConfigSource } from '../../config/source.js';
import { SilvusMockError } from '../../core/errors.js';
import { issueLine } from '../../documents/located-issue.js';
import { clockOf } from '../../simulator/clock-of.js';
import type { SimulatorParts } from '../../library/options.js';
import type { RadioNetwork } from '../../library/radio-network.js';
import { SilvusMock } from '../../library/silvus-mock.js';
import { needsNetwork } from '../../scenario/network-steps.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { Log } from '../log/logger.js';
import type { PlacedRadio } from './port-holder.js';

/** The simulator of a start: one radio, or a network of radios. */
export type RunSimulator = SilvusMock | RadioNetwork;

/** A simulator that does not listen yet. */
export interface CreatedSimulator {
  readonly simulator: RunSimulator;
  /** The radios that a network serves at places of their own. */
  readonly placed: readonly PlacedRadio[];
}

/** Sources of a radio's neighbours. */
type Neighbours = Pick<SimulatorParts, 'addNeighbours' | 'addNeighboursFirst'>;

/** Parts of the simulator beside its configuration. */
interface Surroundings {
  readonly log?: Log;
  /** Where the configuration can be read again. */
  readonly source?: ConfigSource;
  /** Called when a close begins. */
  readonly onClosing?: () => void;
}

/**
 * Creates a simulator that does not listen yet. Rejects with a `CliError` with exit code 3 for issues that appear only
 * here, such as those of a scenario or of a network file.
 */
export async function createSimulator(
  loaded: LoadedConfig,
  { log, ...others }: Surroundings = {},
): Promise<CreatedSimulator> {
  const clock = clockOf(loaded.config);
  try {
    const choice = choiceOf(loaded);
    const configuration = resolve(loaded);
    const parts: SimulatorParts = {
      configuration,
      clock,
      closesOnRequest: true,
      ...others,
      ...(log === undefined ? {} : { logger: log.logger, log }),
    };
    if (choice.kind === 'single') {
      const neighbours = choice.hasNeighbours ? await neighboursFor(configuration.config) : {};
      return { simulator: new SilvusMock({ ...parts, ...neighbours }), placed: [] };
    }
    const { createNetworkOf } = await import('./create-network.js');
    return createNetworkOf(choice, parts, (warning) => log?.logger.warn({}, warning));
  } catch (error) {
    if (error instanceof SilvusMockError) throw new CliError(exitCodes.configuration, error.message);
    throw error;
  }
}

/** Throws a `CliError`: exit code 2 for issues of flags alone, else 3. */
function choiceOf(loaded: LoadedConfig): RadiosChoice {
  const choice = radiosOf(loaded);
  if (!('issues' in choice)) return choice;
  const isUsage = choice.issues.every(({ origin }) => origin.kind === 'flag');
  const code = isUsage ? exitCodes.usage : exitCodes.configuration;
  throw new CliError(code, choice.issues.map(issueLine).join('\n'));
}

/** The neighbours are there from the start only where its scenario is about them: it is not to take longer. */
async function neighboursFor({ scenario, model }: ResolvedConfig): Promise<Neighbours> {
  if (scenario === undefined || !needsNetwork(scenario, Number(model.identity.nodeid)))
    return { addNeighbours };
  const { addNeighboursFirst } = await import('../../library/neighbours.js');
  return { addNeighboursFirst };
}

/** Loaded once the radio listens. */
async function addNeighbours(simulator: Parameters<NonNullable<SimulatorParts['addNeighbours']>>[0]) {
  const { addNeighboursTo } = await import('../../library/neighbours.js');
  await addNeighboursTo(simulator);
}
