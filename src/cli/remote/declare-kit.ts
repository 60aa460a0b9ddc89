import { portNames } from '../../ports/registry.js';
import { type Command, Option } from 'commander';
import { command, examples } from '../command.js';
import { type ControlFlags, addControlFlags } from './control-flags.js';
import type { JournalFlags } from './journal-query.js';

/** Commands on what surrounds the radio. */
export function kitCommands(): readonly Command[] {
  return [journalCommand(), workerCommand(), clockCommand(), scenarioCommand()];
}

function journalCommand(): Command {
  return addControlFlags(command('journal'))
    .description('Print the last exchanges with the radio, oldest first.')
    .option('--follow', 'print each exchange as it comes, until Ctrl-C or the end of the simulator')
    .option('--method <method>', 'only those with a call of it')
    .option('--outcome <outcome>', 'only those with such an outcome: ok, BUSY, ...')
    .addOption(new Option('--port <port>', 'only one port').choices(portNames))
    .option('--fault <name>', 'only those on which this fault acted')
    .option('--limit <n>', 'only the last n; with --follow, those first')
    .addHelpText(
      'after',
      examples('journal --limit 20', 'journal --method freq --outcome BUSY', 'journal --follow --json'),
    )
    .action(async ({ follow: isFollowed, ...flags }: JournalFlags & { follow?: true }) => {
      if (isFollowed === true) {
        const { follow } = await import('./follow.js');
        await follow(flags);
      } else {
        const { journal } = await import('./journal.js');
        await journal(flags);
      }
    });
}

function workerCommand(): Command {
  const to = (what: 'pause' | 'resume', description: string) =>
    addControlFlags(command(what))
      .description(description)
      .addHelpText('after', examples(`worker ${what}`))
      .action(async (flags: ControlFlags) => {
        const { worker } = await import('./worker.js');
        await worker(what, flags);
      });
  return command('worker')
    .description("Hold the radio's worker, or let it go on.")
    .addHelpText('after', examples('worker pause', 'worker resume'))
    .addCommand(to('pause', 'Hold it: what comes in waits, so that the queue can fill.'))
    .addCommand(to('resume', 'Let it go on.'));
}

function clockCommand(): Command {
  const advance = addControlFlags(command('advance'), '60s')
    .description('Move a virtual clock on; others are refused.')
    .argument('<duration>', 'such as 30s')
    .addHelpText('after', examples('clock advance 30s'))
    .action(async (duration: string, flags: ControlFlags) => {
      const { advanceClock } = await import('./clock.js');
      await advanceClock(duration, flags);
    });
  return command('clock')
    .description("Move the simulator's clock.")
    .addHelpText('after', examples('clock advance 30s'))
    .addCommand(advance);
}

function scenarioCommand(): Command {
  const run = addControlFlags(command('run'))
    .description('Start the scenario in a YAML or JSON file; exit code 3 with all that is wrong.')
    .argument('<file>', 'the file')
    .addHelpText('after', examples('scenario run drift.yaml'))
    .action(async (file: string, flags: ControlFlags) => {
      const { runScenario } = await import('./scenario-run.js');
      await runScenario(file, flags);
    });
  const stop = addControlFlags(command('stop'))
    .description('Stop the scenario that plays; what it has done stays.')
    .addHelpText('after', examples('scenario stop'))
    .action(async (flags: ControlFlags) => {
      const { stopScenario } = await import('./scenario.js');
      await stopScenario(flags);
    });
  const status = addControlFlags(command('status'))
    .description('Print where the scenario is.')
    .addHelpText('after', examples('scenario status'))
    .action(async (flags: ControlFlags) => {
      const { scenarioStatus } = await import('./scenario.js');
      await scenarioStatus(flags);
    });
  return command('scenario')
    .description('Start, stop or look at a scenario: timed steps that happen to the radio.')
    .addHelpText('after', examples('scenario run drift.yaml', 'scenario status', 'scenario stop'))
    .addCommand(run)
    .addCommand(stop)
    .addCommand(status);
}
