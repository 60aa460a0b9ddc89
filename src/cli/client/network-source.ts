import type { Command } from 'commander';
import { SilvusMockError } from '../../core/errors.js';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import type { RadioNetwork } from '../../library/radio-network.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { type ControlFlags, addSimulatorFlags } from './control-flags.js';

/** Options of a command about a network: that of a running simulator, or one in a file. */
export interface NetworkFlags extends ControlFlags {
  /** Name of a network, or a file with one. */
  readonly network?: string;
  /** Duration, as written. */
  readonly at?: string;
}

/** Adds the options of {@link NetworkFlags}. */
export function addNetworkFlags(command: Command): Command {
  return addSimulatorFlags(command)
    .option('--network <name>', 'a network, or a file with one, instead of a running simulator')
    .option('--at <time>', 'with --network: the time after the start of the network (0s)');
}

/** Checks the options. Throws a `CliError`. */
export function checkNetworkFlags({ network, at }: NetworkFlags): void {
  if (at === undefined) return;
  if (network === undefined)
    throw new CliError(exitCodes.usage, '--at: is for --network: a running simulator has its own time');
  if (parseDuration(at) === undefined)
    throw new CliError(
      exitCodes.usage,
      `--at: ${JSON.stringify(at)} is no duration; allowed: ${durationForm}`,
    );
}

/** A network of the options, of which nothing listens. Rejects with a `CliError`. */
export async function networkInFile(name: string, at = '0s'): Promise<RadioNetwork> {
  const { createNetwork } = await import('../../library/create-network.js');
  const { virtualClock } = await import('../../core/time/virtual-clock.js');
  const clock = virtualClock();
  try {
    const network = createNetwork({ network: name, clock });
    await clock.advance(parseDuration(at) ?? 0);
    return network;
  } catch (error) {
    if (!(error instanceof SilvusMockError)) throw error;
    throw new CliError(exitCodes.configuration, error.message);
  }
}
