import { type Command, Option } from 'commander';
import { blackoutCauses } from '../../radio/blackout.js';
import type { Mode } from '../../radio/mode.js';
import { command, examples } from '../command.js';
import type { BlackoutFlags } from './blackout.js';
import { type ControlFlags, addControlFlags, addPlaceFlags } from './control-flags.js';

/** Commands on the radio itself. */
export function radioCommands(): readonly Command[] {
  return [
    statusCommand(),
    metricsCommand(),
    stateCommand(),
    modeCommand(),
    blackoutCommand(),
    resetCommand(),
  ];
}

function statusCommand(): Command {
  return addControlFlags(command('status'))
    .description('Print how a simulator is: ports, clock, queue, blackout, faults, counts.')
    .addHelpText('after', examples('status', 'status --control http://10.0.0.5:8081 --json'))
    .action(async (flags: ControlFlags) => {
      const { status } = await import('./status.js');
      await status(flags);
    });
}

function metricsCommand(): Command {
  return addPlaceFlags(command('metrics'))
    .description('Print the figures that Prometheus scrapes.')
    .addHelpText('after', examples('metrics', 'metrics --control http://10.0.0.5:8081'))
    .action(async (flags: ControlFlags) => {
      const { metrics } = await import('./metrics.js');
      await metrics(flags);
    });
}

function stateCommand(): Command {
  const get = addControlFlags(command('get'))
    .description('Print what a read would answer now, past queue and blackout.')
    .argument('[method]', 'one method; default: all that can be read')
    .option('--saved', 'what is in flash instead, which a reboot loads')
    .addHelpText('after', examples('state get', 'state get freq', 'state get --saved --json'))
    .action(async (method: string | undefined, flags: ControlFlags & { saved?: true }) => {
      const { getState } = await import('./state.js');
      await getState(method, flags);
    });
  const set = addControlFlags(command('set'))
    .description('Put a setting to a value as if the radio had had it all along: no blackout, not saved.')
    .argument('<name>', 'method that writes it, such as freq')
    .argument('<values...>', 'its parameters')
    .addHelpText('after', examples('state set freq 2220', 'state set freq_bw 4700 20'))
    .action(async (name: string, values: string[], flags: ControlFlags) => {
      const { setState } = await import('./state.js');
      await setState(name, values, flags);
    });
  return command('state')
    .description("Print or change the radio's settings and readings.")
    .addHelpText('after', examples('state get freq', 'state set freq 2220'))
    .addCommand(get)
    .addCommand(set);
}

function modeCommand(): Command {
  const modes: readonly Mode[] = ['normal', 'degraded', 'offline'];
  const mode = addControlFlags(command('mode'))
    .description('Print the mode, or set it: normal, degraded (with faults), offline.')
    .argument('[mode]', modes.join(', '))
    .addHelpText('after', examples('mode', 'mode degraded', 'mode normal'))
    .action(async (wanted: string | undefined, flags: ControlFlags) => {
      const { mode: run } = await import('./mode.js');
      await run(wanted, flags);
    });
  mode.registeredArguments[0]?.choices(modes);
  return mode;
}

function blackoutCommand(): Command {
  const end = addControlFlags(command('end'))
    .description('End the blackout that is on, if any.')
    .addHelpText('after', examples('blackout end'))
    .action(async (_flags: ControlFlags, self: Command) => {
      const { endBlackout } = await import('./blackout.js');
      // The command above has the same flags, and takes them wherever they stand.
      await endBlackout(self.optsWithGlobals<BlackoutFlags>());
    });
  const causes = new Option('--cause <cause>', 'why it is dark (manual)').choices(blackoutCauses);
  return addControlFlags(command('blackout'))
    .description('Make the radio dark for a while; without a duration, print the blackout that is on.')
    .argument('[duration]', "such as 5s, of the simulator's clock")
    .addOption(causes)
    .addCommand(end)
    .addHelpText('after', examples('blackout 5s', 'blackout 30s --cause reboot', 'blackout', 'blackout end'))
    .action(async (duration: string | undefined, flags: BlackoutFlags) => {
      const { blackout } = await import('./blackout.js');
      await blackout(duration, flags);
    });
}

function resetCommand(): Command {
  return addControlFlags(command('reset'))
    .description('Put the radio back to its start: state, mode, blackout, faults, journal, chance.')
    .addHelpText('after', examples('reset'))
    .action(async (flags: ControlFlags) => {
      const { reset } = await import('./reset.js');
      await reset(flags);
    });
}
